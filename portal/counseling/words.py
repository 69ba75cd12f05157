"""What the trade's codes are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.counseling.codes import (
    Audience,
    BookingKind,
    Heard,
    Kept,
    Level,
    Origin,
    Outcome,
    Reply,
    Safe,
    SessionMode,
    State,
    Theme,
    Urgency,
    Wanted,
)
from portal.school.queries import number, setting

STATES: Mapping[State, Words] = {
    State.OPENED: _l("case opened"),
    State.ASSESSED: _l("assessed"),
    State.INTERVENING: _l("being helped"),
    State.REFERRED: _l("referred onward"),
    State.RETURNING: _l("coming back"),
    State.CLOSED: _l("case closed"),
}

ORIGINS: Mapping[Origin, Words] = {
    Origin.TEACHER: _l("a teacher asked"),
    Origin.PUPIL: _l("the child asked"),
    Origin.FAMILY: _l("the family asked"),
    Origin.COUNSELOR: _l("the counselor noticed"),
    Origin.SCREENING: _l("after screening"),
}

WANTED: Mapping[Wanted, Words] = {
    Wanted.TALK: _l("Please talk with the child"),
    Wanted.ADVICE: _l("Please advise me"),
}

URGENCIES: Mapping[Urgency, Words] = {
    Urgency.NOW: _l("today"),
    Urgency.WEEK: _l("within days"),
    Urgency.LATER: _l("when there is time"),
}

REPLIES: Mapping[Reply, Words] = {
    Reply.SEEING: _l("I am going to meet the child"),
    Reply.ADVISED: _l("I have given advice"),
    Reply.ELSEWHERE: _l("Somebody else helps better; I have asked them"),
    Reply.NOT_NOW: _l("Nothing more is needed at present"),
}

OUTCOMES: Mapping[Outcome, Words] = {
    Outcome.REACHED: _l("reached"),
    Outcome.PARTLY: _l("partly reached"),
    Outcome.DROPPED: _l("no longer followed"),
}

MODES: Mapping[SessionMode, Words] = {
    SessionMode.ROOM: _l("In the room"),
    SessionMode.WALK: _l("Walking"),
    SessionMode.PLAY: _l("Sand play or drawing"),
    SessionMode.TELEPHONE: _l("On the telephone"),
    SessionMode.VIDEO: _l("By video call"),
    SessionMode.GROUP: _l("In a group"),
}

THEMES: Mapping[Theme, Words] = {
    Theme.MISSING_FAMILY: _l("Missing the family"),
    Theme.CARER_HEALTH: _l("The carer's health"),
    Theme.FAMILY_CONFLICT: _l("Quarrels at home"),
    Theme.FRIENDS: _l("Friends and classmates"),
    Theme.SLEEP: _l("Sleep"),
    Theme.LEARNING: _l("Learning"),
    Theme.EXAMS: _l("Examinations"),
    Theme.MOOD: _l("Feelings"),
    Theme.GROWING_UP: _l("Growing up"),
    Theme.NET: _l("Telephone and internet"),
    Theme.SAFETY: _l("Safety"),
    Theme.OTHER: _l("Something else"),
}

HEARD: Mapping[Heard, Words] = {
    Heard.CHILD: _l("the child"),
    Heard.PARENT: _l("the family"),
    Heard.HOMEROOM: _l("the homeroom teacher"),
    Heard.TEACHER: _l("another teacher"),
    Heard.OTHER: _l("somebody else"),
}

SAFE: Mapping[Safe, Words] = {
    Safe.NO: _l("there are none"),
    Safe.YES: _l("there are"),
    Safe.NOT_ASKED: _l("no time to ask"),
}

#: The texts of a sealed note, in the order of the form (rules §9.9).
NOTE: Mapping[str, Words] = {
    "place": _l("Where you met"),
    "said": _l("What the child said"),
    "saw": _l("What you saw"),
    "complaint": _l("What it is about"),
    "goal": _l("What this talk was for"),
    "course": _l("How it went"),
    "mood": _l("Feelings"),
    "behaviour": _l("Behaviour"),
    "thinking": _l("Thoughts"),
    "technique": _l("How you worked"),
    "summary": _l("What we found together"),
    "homework": _l("What to try until next time"),
    "judgement": _l("How you judge it"),
    "next": _l("From here on"),
}

#: The three questions of safety, asked every time.
QUESTIONS: Mapping[str, Words] = {
    "safe_self": _l("Thoughts of hurting oneself"),
    "safe_others": _l("Thoughts of hurting others"),
    "safe_harmed": _l("Beaten, neglected or abused"),
}

BOOKINGS: Mapping[BookingKind, Words] = {
    BookingKind.FIRST: _l("first time"),
    BookingKind.FOLLOW_UP: _l("follow-up"),
    BookingKind.INTERVIEW: _l("a talk after screening"),
    BookingKind.FAMILY: _l("the family comes"),
    BookingKind.GROUP: _l("a group"),
    BookingKind.BLOCKED: _l("not free"),
}

KEPT: Mapping[Kept, Words] = {
    Kept.CAME: _l("took place"),
    Kept.MISSED: _l("did not come"),
    Kept.CALLED_OFF: _l("called off"),
}

AUDIENCES: Mapping[Audience, Words] = {
    Audience.TEACHERS: _l("For the teachers"),
    Audience.FAMILY: _l("For the family"),
}


def levels_in_use() -> Sequence[Level]:
    """The levels of this school, the strictest first."""
    return tuple(Level)[: number("counseling.levels")]


def level_words(level: Level) -> str:
    """What this school calls a level."""
    return str(setting(f"counseling.name_{level.value}"))
