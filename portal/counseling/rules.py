"""Pure decisions of counseling: how a case goes on, which level is stricter, what a crisis asks for, which counts stay hidden."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from statistics import median

from portal.core.calendar import TermDays
from portal.counseling.codes import CrisisAct, Danger, Level, Node, State, Urgency

#: How a case goes on (product §9); a closed one is opened again.
WAYS: Mapping[State, Sequence[State]] = {
    State.OPENED: (State.ASSESSED, State.CLOSED),
    State.ASSESSED: (State.INTERVENING, State.REFERRED, State.CLOSED),
    State.INTERVENING: (State.ASSESSED, State.REFERRED, State.CLOSED),
    State.REFERRED: (State.RETURNING, State.INTERVENING, State.CLOSED),
    State.RETURNING: (State.INTERVENING, State.REFERRED, State.CLOSED),
    State.CLOSED: (State.OPENED,),
}

SEVERITY: Mapping[Level, int] = {level: 3 - place for place, level in enumerate(Level)}

#: The levels whose children lead and principal know by name (rules §12.2).
LEADERS_KNOW = frozenset({Level.RED, Level.ORANGE})

#: What each danger asks for. Where somebody harms the child the guardian is not told from here: it may be the guardian.
ASKED_FOR: Mapping[Danger, Sequence[CrisisAct]] = {
    Danger.SELF: (
        CrisisAct.TEAM,
        CrisisAct.WATCH,
        CrisisAct.HOMEROOM,
        CrisisAct.GUARDIAN,
        CrisisAct.ASSESS,
        CrisisAct.HOSPITAL,
        CrisisAct.BUREAU,
        CrisisAct.AFTERCARE,
    ),
    Danger.OTHERS: tuple(CrisisAct),
    Danger.HARMED: (
        CrisisAct.TEAM,
        CrisisAct.WATCH,
        CrisisAct.ASSESS,
        CrisisAct.POLICE,
        CrisisAct.BUREAU,
        CrisisAct.AFTERCARE,
    ),
}

#: The setting that holds the clock of a step, and how many minutes its unit has.
CLOCKS: Mapping[CrisisAct, tuple[str, int]] = {
    CrisisAct.TEAM: ("counseling.team_minutes", 1),
    CrisisAct.WATCH: ("counseling.watch_minutes", 1),
    CrisisAct.HOMEROOM: ("counseling.homeroom_minutes", 1),
    CrisisAct.GUARDIAN: ("counseling.guardian_minutes", 1),
    CrisisAct.ASSESS: ("counseling.assess_minutes", 1),
    CrisisAct.POLICE: ("counseling.police_minutes", 1),
    CrisisAct.HOSPITAL: ("counseling.hospital_hours", 60),
    CrisisAct.BUREAU: ("counseling.bureau_hours", 60),
    CrisisAct.AFTERCARE: ("counseling.aftercare_days", 60 * 24),
}

#: The setting that holds in how many school days a referral is answered.
ANSWERED_IN: Mapping[Urgency, str] = {
    Urgency.NOW: "",
    Urgency.WEEK: "counseling.referral_week_days",
    Urgency.LATER: "counseling.referral_later_days",
}


def stricter(one: Level, other: Level | None) -> Level:
    """The level that asks for more; until two people agree, the stricter of old and new sets the clock."""
    return one if other is None or SEVERITY[one] >= SEVERITY[other] else other


def level_for(closeness: int, in_use: Sequence[Level]) -> Level:
    """The level a case begins with: the mildest, or the strictest that asks for as much as other domains ask (3 red, 2 orange)."""
    asked = {3: Level.RED, 2: Level.ORANGE}.get(closeness, in_use[-1])
    return asked if asked in in_use else in_use[-1]


def is_lower(new: Level, old: Level) -> bool:
    """Whether the counselor would watch less closely."""
    return SEVERITY[new] < SEVERITY[old]


def due_times(danger: Danger, began_at: datetime, clocks: Mapping[str, int]) -> Mapping[CrisisAct, datetime]:
    """By when each step of a crisis is to be done; `clocks` holds the settings by name."""
    found = {}
    for act in ASKED_FOR[danger]:
        name, minutes = CLOCKS[act]
        found[act] = began_at + timedelta(minutes=minutes * clocks[name])
    return found


def node_of(day: date, terms: Sequence[TermDays], after: int, before: int) -> tuple[Node, date, date] | None:
    """The time of more care a day lies in, with its first and last day: so long after a term begins, so long before it ends."""
    for term in terms:
        begins, ends = term.first_day + timedelta(days=after), term.last_day - timedelta(days=before)
        if term.first_day <= day <= begins:
            return Node.TERM_BEGINS, term.first_day, begins
        if ends <= day <= term.last_day:
            return Node.EXAMINATIONS, ends, term.last_day
    return None


def half_name(name: str) -> str:
    """As in 韦*涵: what a screen in a room full of people may show."""
    if len(name) < 2:
        return "*"
    return f"{name[0]}*" if len(name) == 2 else f"{name[0]}*{name[-1]}"


def hidden(counts: Mapping[str, int], least: int) -> frozenset[str]:
    """Which parts of a whole stay hidden: small ones, and where only one is small the next smallest, so that nobody subtracts."""
    small = {key for key, count in counts.items() if 0 < count < least}
    others = sorted((count, key) for key, count in counts.items() if count >= least)
    if len(small) == 1 and others:
        small.add(others[0][1])
    return frozenset(small)


def middle(days: Sequence[float]) -> float | None:
    """The median, None of nothing."""
    return round(median(days), 1) if days else None
