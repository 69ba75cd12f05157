"""What a round asks of the counselor: whom to talk with and by when, which sheets to look at again. No ranking, no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select

from portal.children.models import Child
from portal.core.db import session
from portal.screening.models import ConsentWord, Flag, Interview, Participant, Result, Retest, Round, TalkDue
from portal.screening.queries.rounds import last_word
from portal.screening.rules import Doubt
from portal.screening.scales.definition import Scale
from portal.screening.scales.library import scale as scale_of


@dataclass(frozen=True, slots=True)
class ToTalk:
    """A child somebody talks with: by when, and where a talk may begin."""

    participant_id: int
    child_id: int
    name: str
    class_id: int | None
    due: date
    due_at: datetime | None
    flags: Sequence[str]
    waiting: bool
    content: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A sheet to be looked at before it is read."""

    participant_id: int
    child_id: int
    name: str
    class_id: int | None
    doubts: Sequence[Doubt]
    retest_on: date | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A result that may be counted in pictures."""

    child_id: int
    class_id: int | None
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Work:
    """Everything the page of a round shows its counselor."""

    talks: Sequence[ToTalk]
    checks: Sequence[ToCheck]
    scored: Sequence[Scored]
    talked: int

    @property
    def urgent(self) -> Sequence[ToTalk]:
        return [one for one in self.talks if one.due_at is not None]


def latest_result() -> Any:
    """The number of the last result of a participant, as a column over `Participant`."""
    return select(func.max(Result.id)).where(Result.participant_id == Participant.id).correlate(Participant).scalar_subquery()


def work_of(of: Round) -> Work:
    """Talks by day and hour, sheets to look at again, and the results pictures are made of; one statement."""
    talks, checks, scored, talked = [], [], [], 0
    for _participant_id, rows in groupby(session().execute(_everyone(of.id)), lambda row: row.id):
        row, *more = rows
        talked += row.met
        if row.due is not None and row.settled_at is None:
            talks.append(_to_talk(row, [each for each in (row, *more) if each.what is not None]))
        if row.content is not None and row.word is not ConsentWord.WITHDRAWN:
            doubts = [Doubt(one) for one in row.content["doubts"]]
            if doubts:
                checks.append(ToCheck(row.id, row.child_id, row.name, row.class_id, doubts, row.again))
            if not doubts or Doubt.VALIDITY not in doubts:
                scored.append(Scored(row.child_id, row.class_id, row.content))
    talks.sort(key=lambda one: (one.due_at is None, one.due_at or datetime.min, one.due))
    return Work(talks, checks, scored, talked)


def _to_talk(row: Any, raised: Sequence[Any]) -> ToTalk:
    waiting = any(each.acknowledged_at is None for each in raised)
    whats = [each.what for each in raised]
    return ToTalk(row.id, row.child_id, row.name, row.class_id, row.due, row.due_at, whats, waiting, row.content or {})


def _everyone(round_id: int) -> Any:
    """A row for each flag of a participant, or one without a flag, in the order of the flags."""
    again = (
        select(func.max(Retest.opens_on)).where(Retest.participant_id == Participant.id).correlate(Participant).scalar_subquery()
    )
    met = select(Interview.id).where(Interview.participant_id == Participant.id).correlate(Participant).exists()
    columns: list[Any] = [
        Participant.id, Child.id.label("child_id"), Child.name, Participant.class_id, last_word().label("word"), Result.content,
        TalkDue.due, TalkDue.due_at, TalkDue.settled_at, again.label("again"), met.label("met"), Flag.what, Flag.acknowledged_at,
    ]  # fmt: skip
    return (
        select(*columns)
        .join(Child, Child.id == Participant.child_id)
        .outerjoin(Result, Result.id == latest_result())
        .outerjoin(TalkDue, TalkDue.participant_id == Participant.id)
        .outerjoin(Flag, Flag.participant_id == Participant.id)
        .where(Participant.round_id == round_id)
        .where(Result.id.is_not(None) | TalkDue.id.is_not(None) | met)
        .order_by(Child.pinyin, Participant.id, Flag.id)
    )


def raised_themes(content: Mapping[str, Any], of: Scale, locale: str) -> Sequence[str]:
    """Names of the parts that reach a band asking for attention: where a talk may begin."""
    found = []
    for name, key in (content.get("bands") or {}).items():
        band = next((each for each in of.bands.get(name, ()) if each.key == key), None)
        part = of.subscales.get(name)
        if band is not None and part is not None and band.attention:
            found.append(part.label.in_language(locale))
    return found


def scale_in(of: Round) -> Scale:
    """The scale of a round, as it is read here."""
    return scale_of(of.scale, of.variant)
