"""Flags: raised with the answer that raises them, taken by a person, and the talk that must follow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy import select, update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record
from portal.school.queries import number
from portal.screening.models import Flag, FlagKind, Participant, TalkDue
from portal.screening.rules import seen_by
from portal.screening.scoring.flags import is_instant
from portal.screening.settings import days

SOON_DAYS = 3


def raise_flags(participant: Participant, sheet_id: int | None, found: Iterable[str]) -> list[Flag]:
    """Keep flags that do not stand yet; each asks for a talk. Whoever may answer sees them as soon as this is in."""
    raised = []
    for what in found:
        mark = f"{participant.id}:{sheet_id}:{what}"
        if session().scalar(select(Flag.id).where(Flag.mark == mark)) is None:
            raised.append(_raised(participant, sheet_id, what, mark))
    if raised:
        _ask_for_talk(participant, urgent=any(flag.kind is FlagKind.URGENT for flag in raised))
    return raised


def _raised(participant: Participant, sheet_id: int | None, what: str, mark: str) -> Flag:
    made = Flag(
        participant_id=participant.id, child_id=participant.child_id, sheet_id=sheet_id, what=what, mark=mark,
        kind=FlagKind.URGENT if is_instant(what) else FlagKind.SOON, raised_at=clock.now(),
    )  # fmt: skip
    session().add(made)
    session().flush()
    record("screening.flag_raised", subject=made, child_id=participant.child_id, by=None)
    return made


def _ask_for_talk(participant: Participant, *, urgent: bool) -> None:
    if urgent:
        by = seen_by(clock.now(), days().hours, number("screening.acknowledge_minutes"))
        talk_by(participant, clock.local(by).date(), by)
    else:
        talk_by(participant, clock.today() + timedelta(days=SOON_DAYS))


def talk_by(participant: Participant, due: date, due_at: datetime | None = None) -> None:
    """Somebody talks with this child by a day; an earlier day or hour stays."""
    known = session().scalar(select(TalkDue).where(TalkDue.participant_id == participant.id))
    if known is None:
        session().add(
            TalkDue(
                participant_id=participant.id, round_id=participant.round_id, child_id=participant.child_id, due=due,
                due_at=due_at, made_at=clock.now(),
            )
        )  # fmt: skip
    elif known.settled_at is not None:
        known.due, known.due_at, known.made_at, known.settled_at = due, due_at, clock.now(), None
    else:
        known.due = min(known.due, due)
        known.due_at = min(filter(None, (known.due_at, due_at)), default=None)
    session().flush()


def acknowledge(participant: Participant, *, by: Viewer) -> None:
    """Somebody has seen it and sees to it; the clock of asking the next person stops."""
    waiting = (Flag.participant_id == participant.id, Flag.acknowledged_at.is_(None))
    for flag in session().scalars(select(Flag).where(*waiting)):
        record("screening.flag_acknowledged", subject=flag, child_id=participant.child_id, by=by)
    session().execute(update(Flag).where(*waiting).values(acknowledged_at=clock.now(), acknowledged_by_id=by.person_id))
