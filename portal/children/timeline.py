"""What happened in a child's file, newest first: the own dated facts and what other domains add."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from flask_babel import format_date
from flask_babel import gettext as _

from portal.access.viewer import Viewer
from portal.children.aid import aid_words
from portal.children.file import ChildFile
from portal.children.kinship import relation_words
from portal.children.left_behind import Parent, ParentState
from portal.children.left_behind_words import PARENTS, STATES
from portal.children.queries.file import Dated, Near
from portal.children.words import SOURCES
from portal.core import clock
from portal.core.contributions import TimelineEntry, collect, registered
from portal.core.errors import Words

FACTS, CARE, PAPERS = "facts", "care", "papers"


def timeline(viewer: Viewer, file: ChildFile) -> Sequence[TimelineEntry]:
    """Everything this viewer may see of the child's past and present, newest first."""
    own = [*_facts(file), *_people(file)] if file.open.welfare else []
    return sorted([*own, *collect("timeline", viewer, file.child.id)], key=lambda entry: entry.at, reverse=True)


def kinds() -> Mapping[str, Words]:
    """What the kinds of entries are called, those of every domain."""
    return {key: words for contributed in registered() for key, words in contributed.timeline_kinds.items()}


def _facts(file: ChildFile) -> Iterator[TimelineEntry]:
    for fact in file.facts:
        icon, kind, title = _TITLES[fact.kind](fact)
        text = _("Withdrawn: it was recorded by mistake.") if fact.withdrawn else fact.text if fact.kind != "attachment" else ""
        by = fact.by or (str(SOURCES.get(fact.source, "")) if fact.source else "")
        yield TimelineEntry(_when(fact), icon, title, text, by, kind)


def _when(fact: Dated) -> datetime:
    if fact.at is not None:
        return fact.at
    return clock.begin_of(fact.from_day) if fact.from_day else clock.now()


def _whereabouts(fact: Dated) -> tuple[str, str, str]:
    said = {"parent": PARENTS[Parent(fact.a)], "state": STATES[ParentState(fact.b)]}
    if fact.since is None:
        return "map-pin", FACTS, _("%(parent)s: %(state)s", **said)
    return "map-pin", FACTS, _("%(parent)s: %(state)s, since %(day)s", day=format_date(fact.since, "long"), **said)


def _reunion(fact: Dated) -> tuple[str, str, str]:
    together = _("Together with the parents at weekends or holidays")
    apart = _("Not together with the parents at weekends or holidays")
    return "house", FACTS, together if fact.flag else apart


def _aid(fact: Dated) -> tuple[str, str, str]:
    return "hand-heart", FACTS, _("Aid: %(category)s", category=aid_words(fact.a))


def _health(_fact: Dated) -> tuple[str, str, str]:
    return "stethoscope", FACTS, _("Health note")


def _attachment(fact: Dated) -> tuple[str, str, str]:
    return "paperclip", PAPERS, _("Paper added: %(title)s", title=fact.text)


def _census(_fact: Dated) -> tuple[str, str, str]:
    return "clipboard-check", FACTS, _("Facts of the term confirmed")


_TITLES = {
    "whereabouts": _whereabouts,
    "reunion": _reunion,
    "aid": _aid,
    "health": _health,
    "attachment": _attachment,
    "census": _census,
}


def _people(file: ChildFile) -> Iterator[TimelineEntry]:
    for person in file.near:
        said = {"name": person.name, "relation": relation_words(person.relation)}
        yield _person(person, "user-plus", _("%(name)s (%(relation)s) in the file", **said), clock.begin_of(person.from_day))
        if person.until_day and not person.is_here:
            title = _("%(name)s (%(relation)s) no longer guardian or carer", **said)
            yield _person(person, "user-x", title, clock.begin_of(person.until_day))


def _person(person: Near, icon: str, title: str, at: datetime) -> TimelineEntry:
    return TimelineEntry(at, icon, title, by=str(SOURCES.get(person.source, "")), kind=CARE)
