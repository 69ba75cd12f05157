"""What a round asks of the counselor: whom to talk with and by when, which sheets to look at again. No ranking, no score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
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
    """Talks by day and hour, sheets to look at again, and the results pictures are made of; three statements."""
    flags = _flags(of.id)
    talks, checks, scored = [], [], []
    for row in session().execute(_everyone(of.id)):
        participant_id, child_id, name, class_id, _pinyin, word, content, due, due_at, settled, again = row
        if due is not None and settled is None:
            found = flags.get(participant_id, [])
            waiting = any(at is None for _what, at in found)
            whats = [what for what, _at in found]
            talks.append(ToTalk(participant_id, child_id, name, class_id, due, due_at, whats, waiting, content or {}))
        if content is not None and word is not ConsentWord.WITHDRAWN:
            doubts = [Doubt(one) for one in content["doubts"]]
            if doubts:
                checks.append(ToCheck(participant_id, child_id, name, class_id, doubts, again))
            if not doubts or Doubt.VALIDITY not in doubts:
                scored.append(Scored(child_id, class_id, content))
    talks.sort(key=lambda one: (one.due_at is None, one.due_at or datetime.min, one.due))
    return Work(talks, checks, scored, _talked(of.id))


def _everyone(round_id: int) -> Any:
    again = (
        select(func.max(Retest.opens_on)).where(Retest.participant_id == Participant.id).correlate(Participant).scalar_subquery()
    )
    columns: list[Any] = [
        Participant.id, Child.id, Child.name, Participant.class_id, Child.pinyin, last_word(), Result.content,
        TalkDue.due, TalkDue.due_at, TalkDue.settled_at, again,
    ]  # fmt: skip
    return (
        select(*columns)
        .join(Child, Child.id == Participant.child_id)
        .outerjoin(Result, Result.id == latest_result())
        .outerjoin(TalkDue, TalkDue.participant_id == Participant.id)
        .where(Participant.round_id == round_id)
        .where(Result.id.is_not(None) | TalkDue.id.is_not(None))
        .order_by(Child.pinyin, Child.id)
    )


def _flags(round_id: int) -> Mapping[int, list[tuple[str, datetime | None]]]:
    found: dict[int, list[tuple[str, datetime | None]]] = {}
    raised = (
        select(Flag.participant_id, Flag.what, Flag.acknowledged_at)
        .join(Participant, Participant.id == Flag.participant_id)
        .where(Participant.round_id == round_id)
        .order_by(Flag.id)
    )
    for participant_id, what, acknowledged_at in session().execute(raised):
        found.setdefault(participant_id, []).append((what, acknowledged_at))
    return found


def _talked(round_id: int) -> int:
    met = (
        select(func.count(func.distinct(Interview.participant_id)))
        .join(Participant, Participant.id == Interview.participant_id)
        .where(Participant.round_id == round_id)
    )
    return session().scalar(met) or 0


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
