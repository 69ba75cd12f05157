"""What follows a result: the talk with its outcome, and a sheet filled in once more."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.core.filters import day
from portal.journal.operations import record
from portal.school.queries import number
from portal.screening.models import (
    Flag,
    FlagKind,
    Interview,
    Outcome,
    Participant,
    Result,
    Retest,
    RetestReason,
    Round,
    TalkDue,
)
from portal.screening.operations.checking import looked_at
from portal.screening.operations.flags import acknowledge, talk_by
from portal.screening.scales.library import scale

STRICTEST = 3  # the most attention a result suggests


@dataclass(frozen=True)
class Found:
    """What a talk found, sealed; `advice` and `family` are read by others only when released."""

    outcome: Outcome
    attention: int
    note: str = ""
    advice: str = ""
    family: str = ""


def note_interview(
    participant: Participant,
    day: date,
    found: Found,
    *,
    for_teachers: bool = False,
    for_family: bool = False,
    next_on: date | None = None,
    by: Viewer,
) -> Interview:
    """Keep a talk; it settles what was due, and sets the next day where another is wanted."""
    _check(day, found, next_on, for_teachers=for_teachers, for_family=for_family)
    made = Interview(
        participant_id=participant.id, child_id=participant.child_id, day=day, content=asdict(found),
        for_teachers=for_teachers, for_family=for_family, next_on=next_on, at=clock.now(), by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    acknowledge(participant, by=by)
    due = session().scalar(select(TalkDue).where(TalkDue.participant_id == participant.id))
    if due is not None:
        due.settled_at = clock.now()
        session().flush()
    if next_on is not None:
        talk_by(participant, next_on)
    if found.outcome is not Outcome.NOT_MET:
        looked_at(participant)
    record("screening.interview_noted", subject=made, child_id=participant.child_id, by=by)
    return made


def _check(day: date, found: Found, next_on: date | None, *, for_teachers: bool, for_family: bool) -> None:
    if day > clock.today():
        raise Refused(_l("The talk cannot lie in the future."), field="day")
    if next_on is not None and next_on < day:
        raise Refused(_l("The next day lies before the talk."), field="next_on")
    if found.outcome is Outcome.NOT_MET and next_on is None:
        raise Refused(_l("Write by when you try again."), field="next_on")
    if for_teachers and not found.advice:
        raise Refused(_l("Write what the teachers shall do."), field="advice")
    if for_family and not found.family:
        raise Refused(_l("Write what helps at home."), field="family")


def talk_comes_first(participant: Participant) -> bool:
    """After an answer about safety, or attention 3, no sheet is repeated before somebody has met the child."""
    met = [
        talk.content["outcome"] for talk in session().scalars(select(Interview).where(Interview.participant_id == participant.id))
    ]
    if any(outcome != Outcome.NOT_MET for outcome in met):
        return False
    urgent = select(Flag.id).where(Flag.participant_id == participant.id, Flag.kind == FlagKind.URGENT)
    if session().scalar(urgent.limit(1)) is not None:
        return True
    last = select(Result.content).where(Result.participant_id == participant.id).order_by(Result.ordinal.desc()).limit(1)
    return int((session().scalar(last) or {}).get("attention") or 0) >= STRICTEST


def first_day_again(participant: Participant) -> date:
    """The first day the scale may be filled in once more: PHQ-9, GAD-7 and WHO-5 look back two weeks (scales, working rules)."""
    of = session().get_one(Round, participant.round_id)
    last = session().scalar(select(func.max(Result.on)).where(Result.participant_id == participant.id))
    least = scale(of.scale, of.variant).repeat.least
    return max(clock.today(), last + timedelta(days=least)) if last else clock.today()


def plan_retest(participant: Participant, reason: RetestReason, opens_on: date, *, by: Viewer) -> Retest:
    """Another sheet from a day on, for as many days as the school has set; a new code opens it."""
    if opens_on < clock.today():
        raise Refused(_l("The day lies in the past."), field="opens_on")
    if reason is not RetestReason.EVENT and talk_comes_first(participant):
        raise Refused(_l("Somebody talks with the child first; the talk decides whether another sheet is wanted."), field="reason")
    if reason is not RetestReason.EVENT and opens_on < (first := first_day_again(participant)):
        raise Refused(_l("This scale asks about the time before; not before %(day)s.", day=day(first)), field="opens_on")
    open_one = select(Retest.id).where(Retest.participant_id == participant.id, Retest.closes_on >= opens_on)
    if session().scalar(open_one) is not None:
        raise Refused(_l("Another sheet is planned already."), field="opens_on")
    closes_on = opens_on + timedelta(days=number("screening.retest_open"))
    made = Retest(
        participant_id=participant.id, reason=reason, opens_on=opens_on, closes_on=closes_on, made_at=clock.now(),
        made_by_id=by.person_id,
    )  # fmt: skip
    session().add(made)
    session().flush()
    looked_at(participant)
    record("screening.retest_planned", subject=made, child_id=participant.child_id, by=by)
    return made
