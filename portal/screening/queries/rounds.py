"""Rounds, how far each class is, and who of a class has agreed and answered. Never a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, select, true

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.screening.models import Consent, ConsentWord, Participant, Result, Retest, Round, RoundKind, Sheet
from portal.screening.rules import Stage, stage_of


def last_word() -> Any:
    """The word of consent that holds, as a column over `Participant`; null when nobody said anything yet."""
    said = select(Consent.word).where(Consent.participant_id == Participant.id).order_by(Consent.id.desc()).limit(1)
    return said.correlate(Participant).scalar_subquery()


def has_answered() -> ColumnElement[bool]:
    """The condition on `Participant`: a sheet was handed in, or a file brought the result."""
    return select(Result.id).where(Result.participant_id == Participant.id).correlate(Participant).exists()


def in_scope(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on `Participant`: everybody for those who reach the school, else the classes one leads."""
    if viewer.reaches(Tier.DIRECTORY).whole_school:
        return true()
    return Participant.class_id.in_(sorted(viewer.homeroom_ids))


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a class or a round is: declined is a state of its own, never work that is missing."""

    asked: int = 0
    agreed: int = 0
    declined: int = 0
    answered: int = 0

    @property
    def silent(self) -> int:
        """Families nobody has heard of."""
        return self.asked - self.agreed - self.declined

    @property
    def expected(self) -> int:
        """Children who can be waited for."""
        return self.asked - self.declined

    @property
    def left(self) -> int:
        return max(0, self.expected - self.answered)

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            self.asked + other.asked, self.agreed + other.agreed, self.declined + other.declined, self.answered + other.answered
        )


def progress(viewer: Viewer, *round_ids: int) -> Mapping[int, Mapping[int | None, Progress]]:
    """By round and class, within scope; one statement."""
    one = (
        select(Participant.round_id, Participant.class_id, last_word().label("word"), has_answered().label("answered"))
        .where(Participant.round_id.in_(round_ids), in_scope(viewer))
        .subquery()
    )
    no = (ConsentWord.DECLINED, ConsentWord.WITHDRAWN)
    columns: list[Any] = [one.c.round_id, one.c.class_id, func.count()]
    conditions = (
        one.c.word == ConsentWord.GIVEN,
        one.c.word.in_(no),
        one.c.answered & (one.c.word.is_(None) | one.c.word.not_in(no)),
    )
    sums = [func.sum(case((condition, 1), else_=0)) for condition in conditions]
    found: dict[int, dict[int | None, Progress]] = {round_id: {} for round_id in round_ids}
    for round_id, class_id, *counts in session().execute(select(*columns, *sums).group_by(one.c.round_id, one.c.class_id)):
        found[round_id][class_id] = Progress(*(int(count or 0) for count in counts))
    return found


def rounds(viewer: Viewer, most: int = 40) -> Sequence[Round]:
    """Rounds with a child in scope, the newest first."""
    asked = select(Participant.id).where(Participant.round_id == Round.id, in_scope(viewer)).correlate(Round).exists()
    return session().scalars(select(Round).where(asked).order_by(Round.first_day.desc(), Round.id.desc()).limit(most)).all()


def round_within(viewer: Viewer, round_id: int) -> Round:
    """A round with a child in scope; NotFound otherwise."""
    asked = select(Participant.id).where(Participant.round_id == Round.id, in_scope(viewer)).correlate(Round).exists()
    found = session().scalar(select(Round).where(Round.id == round_id, asked))
    if found is None:
        raise NotFound
    return found


def stage(of: Round) -> Stage:
    """Where a round stands today."""
    return stage_of(of.first_day, of.last_day, of.makeup_until, clock.today(), closed=of.closed_at is not None)


def is_open(of: Round) -> bool:
    """Whether codes open a sheet today."""
    return of.kind is RoundKind.ONLINE and stage(of) in (Stage.RUNNING, Stage.MAKEUP)


@dataclass(frozen=True, slots=True)
class Asked:
    """A child of a class list: what the family said, and how far the sheet is."""

    participant_id: int
    child_id: int
    name: str
    word: ConsentWord | None
    answered: bool
    began: bool
    retest_on: date | None

    @property
    def refused(self) -> bool:
        return self.word in (ConsentWord.DECLINED, ConsentWord.WITHDRAWN)


def asked_of_class(viewer: Viewer, round_id: int, class_id: int) -> Sequence[Asked]:
    """The children of a class in a round, by pinyin; NotFound when none is in scope; one statement."""
    began = select(Sheet.id).where(Sheet.participant_id == Participant.id).correlate(Participant).exists()
    again = (
        select(func.max(Retest.opens_on)).where(Retest.participant_id == Participant.id).correlate(Participant).scalar_subquery()
    )
    columns: list[Any] = [Participant.id, Child.id, Child.name, last_word(), has_answered(), began, again]
    found = (
        select(*columns)
        .join(Child, Child.id == Participant.child_id)
        .where(Participant.round_id == round_id, Participant.class_id == class_id, in_scope(viewer))
        .order_by(Child.pinyin, Child.id)
    )
    rows = [Asked(*row) for row in session().execute(found)]
    if not rows:
        raise NotFound
    return rows


def participants(ids: Sequence[int]) -> Mapping[int, Participant]:
    """Participants already found in scope, by id."""
    return {one.id: one for one in session().scalars(select(Participant).where(Participant.id.in_(ids)))}
