"""What the child's page says in words, from the rows of the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flask_babel import format_date
from flask_babel import gettext as _

from portal.children.aid import aid_words
from portal.children.file import ChildFile
from portal.children.kinship import relation_words
from portal.children.left_behind import DEFINITIONS, Parent, ParentState, Status, derive
from portal.children.left_behind_words import DEFINITION_NAMES, PARENTS, STATES, reasons_of
from portal.children.models import Enrolment
from portal.children.papers import ENDINGS
from portal.children.queries.file import Dated, Near
from portal.children.words import ENROLMENTS, SEXES, SOURCES, age_on, parents_words
from portal.core import clock
from portal.core.errors import Words
from portal.core.telephone import masked
from portal.school.classes import class_name
from portal.school.queries import calendar

HOME, NUMBER_IN_CLASS = "现住址", "班内学号"


@dataclass(frozen=True)
class Definition:
    """One definition's answer with its reasons."""

    letter: str
    name: Words
    holds: bool
    degree: int
    reasons: Sequence[Words]


@dataclass(frozen=True)
class ParentLine:
    """Where one parent is, as of today."""

    key: str
    parent: Words
    state: Words
    since: str
    where: str
    source: str
    fact: Dated | None


@dataclass(frozen=True)
class Shown:
    """Words of one file; each is made when the template asks for it."""

    file: ChildFile

    @property
    def class_name(self) -> str:
        return class_name(self.file.child.class_id)

    @property
    def person(self) -> str:
        """As in 女，10 岁."""
        child = self.file.child
        return _("%(sex)s, %(age)s", sex=SEXES.get(child.sex, ""), age=age_on(child.birth_date, clock.today()))

    @property
    def boarding(self) -> str:
        return _("Boards") if self.file.child.boarding else _("Sleeps at home")

    @property
    def standing(self) -> str:
        """Empty while the child is here."""
        child = self.file.child
        if child.enrolment is Enrolment.ENROLLED:
            return ""
        return _("%(standing)s since %(day)s", standing=ENROLMENTS[child.enrolment], day=format_date(child.enrolment_since, "long"))

    @property
    def parents(self) -> str:
        """As in 父母均外出; empty when nothing is known."""
        return parents_words({parent: fact.b for parent, fact in self.file.whereabouts.items()})

    @property
    def facts(self) -> Sequence[tuple[str, str]]:
        """The identity in name and value."""
        child, known = self.file.child, self.file.child.registry_record
        return [
            (_("Birth date"), format_date(child.birth_date, "long")),
            (_("Identity number"), masked_number(child.id_number)),
            (_("Number in class"), known.get(NUMBER_IN_CLASS, "")),
            (_("Home"), known.get(HOME, "")),
            (_("On the roll since"), format_date(child.enrolment_since, "long") if child.enrolment is Enrolment.ENROLLED else ""),
        ]

    @property
    def parent_lines(self) -> Sequence[ParentLine]:
        """Father and mother always, one of the two unsaid only when that is what is known."""
        known = self.file.whereabouts
        return [_line(parent, known.get(parent)) for parent in Parent if parent is not Parent.EITHER or parent in known]

    @cached_property
    def status(self) -> Status:
        return derive(self.file.left_behind_facts)

    @property
    def definitions(self) -> Sequence[Definition]:
        reasons, status = reasons_of(self.file.left_behind_facts), self.status
        return [
            Definition(letter, DEFINITION_NAMES[letter], status.of(letter), status.B if letter == "B" else 0, reasons[letter])
            for letter in DEFINITIONS
        ]

    @property
    def census(self) -> Dated | None:
        """This term's confirmation."""
        term = calendar().current_term(clock.today())
        return self.file.census(term.id) if term else None

    def relation(self, person: Near) -> Words:
        return relation_words(person.relation)

    def aid(self, fact: Dated) -> Words:
        return aid_words(fact.a)

    def paper(self, fact: Dated) -> str:
        """Kind and size, who added it and when."""
        kind, size = ENDINGS.get(fact.a, "").upper(), max(1, fact.size >> 10)
        day = format_date(clock.local(fact.at), "medium") if fact.at else ""
        return _("%(kind)s, %(size)s KB, %(name)s, %(day)s", kind=kind, size=size, name=fact.by, day=day)

    def telephone(self, person: Near) -> str:
        return masked(person.telephone) if person.telephone else ""

    def since(self, day: date | None) -> str:
        return format_date(day, "long") if day else ""


def _line(parent: Parent, fact: Dated | None) -> ParentLine:
    if fact is None:
        return ParentLine(parent, PARENTS[parent], STATES[ParentState.UNKNOWN], "", "", "", None)
    state = STATES[ParentState(fact.b)]
    return ParentLine(parent, PARENTS[parent], state, _since(fact), fact.where or "", str(SOURCES.get(fact.source, "")), fact)


def _since(fact: Dated) -> str:
    if fact.since is None:
        return ""
    day = format_date(fact.since, "long")
    return _("since %(day)s at the latest", day=day) if fact.flag else _("since %(day)s", day=day)


def masked_number(number: str | None) -> str:
    """As in 5002**********1234: enough to compare with a paper at hand."""
    return f"{number[:4]}{'*' * (len(number) - 8)}{number[-4:]}" if number and len(number) > 10 else "****" if number else ""
