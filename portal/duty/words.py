"""What the codes of duty are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from portal.core import clock
from portal.core.calendar import DAY
from portal.core.errors import Words
from portal.core.filters import day, short_day
from portal.duty.models.fairness import TimeKind
from portal.duty.models.gate import GateOutcome
from portal.duty.models.roster import PostKind, WeekendKind
from portal.duty.models.stays import StaySource, StayState
from portal.duty.models.swaps import CallAnswer, SwapState
from portal.duty.planning.assembling import Absence
from portal.duty.planning.demand import Slot
from portal.duty.planning.weekends import Weekend

POSTS: Mapping[PostKind, Words] = {
    PostKind.LEADER: _l("Leader on duty"),
    PostKind.TEACHER: _l("Activities and homework"),
    PostKind.DORM_GIRLS: _l("Girls' house"),
    PostKind.DORM_BOYS: _l("Boys' house"),
    PostKind.GATE: _l("Gate"),
    PostKind.DOCTOR: _l("Doctor on call"),
    PostKind.COUNSELOR: _l("Counselor on call"),
}

WEEKENDS: Mapping[WeekendKind, Words] = {
    WeekendKind.WEEKEND: _l("Weekend"),
    WeekendKind.HOLIDAY: _l("Holiday"),
    WeekendKind.CLOSED: _l("All go home"),
}

TIMES: Mapping[TimeKind, Words] = {
    TimeKind.AWAY: _l("cannot come"),
    TimeKind.RATHER_NOT: _l("would rather not"),
    TimeKind.RATHER: _l("would like to"),
}

ABSENCES: Mapping[Absence, Words] = {
    Absence.AWAY: _l("away that weekend"),
    Absence.VETTING: _l("the vetting ends before"),
    Absence.POST_ENDS: _l("the post ends before"),
    Absence.TOO_CLOSE: _l("on duty shortly before"),
}

SWAPS: Mapping[SwapState, Words] = {
    SwapState.ASKED: _l("waits for the colleague"),
    SwapState.AGREED: _l("waits for the leader"),
    SwapState.DONE: _l("swapped"),
    SwapState.DECLINED: _l("not agreed"),
    SwapState.TAKEN_BACK: _l("taken back"),
}

ANSWERS: Mapping[CallAnswer, Words] = {
    CallAnswer.TAKES_IT: _l("takes it"),
    CallAnswer.CANNOT: _l("cannot"),
    CallAnswer.NOT_REACHED: _l("not reached"),
}

OUTCOMES: Mapping[GateOutcome, Words] = {
    GateOutcome.HANDED_OVER: _l("handed over"),
    GateOutcome.NOT_AUTHORISED: _l("stopped: not authorised"),
    GateOutcome.BARRED: _l("stopped: must not come"),
}

STAYS: Mapping[StayState, Words] = {
    StayState.STAY: _l("stays at school"),
    StayState.FETCHED: _l("is fetched"),
    StayState.LEAVE: _l("goes home alone"),
}

SOURCES: Mapping[StaySource, Words] = {
    StaySource.STANDING: _l("as usual"),
    StaySource.PUPIL: _l("the pupil says"),
    StaySource.GUARDIAN: _l("the family says"),
    StaySource.SCHOOL: _l("the school asked"),
}


def span(weekend: Weekend) -> str:
    """As in 11月20—22日: the eve to the last day."""
    return days(weekend.eve, weekend.last_day)


def days(first: date, last: date) -> str:
    """Two days in few characters."""
    if first.month != last.month:
        return f"{short_day(first)}—{short_day(last)}"
    locale = get_locale()
    if locale is not None and locale.language == "zh":
        return f"{first.month}月{first.day}—{last.day}日"
    return f"{first.day}—{short_day(last)}"


def long_span(weekend: Weekend) -> str:
    """With the days of the week."""
    return f"{day(weekend.eve)}—{day(weekend.last_day)}"


def load(hundredths: int) -> str:
    """A load as people read it."""
    return f"{hundredths / 100:g}"


def held_span(weekend: date, until: datetime) -> str:
    """The days of a shift, as in 11月20—22日."""
    return days(weekend - DAY, clock.local(until).date())


def swap_span(slot: Slot, until: datetime) -> str:
    """The days and the post of one side of a swap."""
    return f"{held_span(slot.weekend, until)} {POSTS[slot.post]}"
