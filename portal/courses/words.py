"""What the codes of courses are called."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.courses.duty import Show
from portal.courses.lesson.shape import Heading, Lesson, Stage, Topic
from portal.courses.models.lessons import DraftState
from portal.courses.models.sessions import Answer, Attending, SessionForm

TOPICS: Mapping[Topic, Words] = {
    Topic.NEAR: _l("Near from far away"),
    Topic.HOME: _l("Every day at home"),
    Topic.SAFE: _l("Safe and sound"),
    Topic.GROWING: _l("Growing up"),
}

HEADINGS: Mapping[Heading, Words] = {
    Heading.HOMELAND: _l("Family, home, country"),
    Heading.CHARACTER: _l("Character and law"),
    Heading.TALENTS: _l("Learning and talents"),
    Heading.HEALTH: _l("Food, movement, sleep"),
    Heading.MIND_SAFETY: _l("Mind and safety"),
    Heading.WORK: _l("Work at home"),
}

STAGES: Mapping[Stage, Words] = {
    Stage.PRIMARY: _l("6 to 12 years"),
    Stage.JUNIOR: _l("12 to 15 years"),
    Stage.SENIOR: _l("15 to 18 years"),
}

STATES: Mapping[DraftState, Words] = {
    DraftState.WRITING: _l("being written"),
    DraftState.SENT: _l("waiting for review"),
    DraftState.RETURNED: _l("back with its writer"),
    DraftState.PUBLISHED: _l("published"),
    DraftState.DROPPED: _l("dropped"),
}

FORMS: Mapping[SessionForm, Words] = {
    SessionForm.MEETING: _l("at school"),
    SessionForm.ONLINE: _l("by video"),
    SessionForm.BOTH: _l("at school, and by video for parents away"),
    SessionForm.PRACTICE: _l("doing something together"),
}

ANSWERS: Mapping[Answer, Words] = {
    Answer.COMES: _l("I come"),
    Answer.ONLINE: _l("I join by video"),
    Answer.CANNOT: _l("I cannot this time"),
}

ATTENDING: Mapping[Attending, Words] = {
    Attending.PRESENT: _l("was there"),
    Attending.ONLINE: _l("joined by video"),
}

#: The lists behind the numbers of the coverage.
SHOWS: Mapping[Show, Words] = {
    Show.ALL: _l("All families"),
    Show.REACHED: _l("Reached this term"),
    Show.OPEN: _l("Not reached yet this term"),
    Show.ABSENT: _l("Absent, nobody spoke with them yet"),
}


def title_of(lesson: Lesson) -> str:
    """The title in the reader's language; the text itself is Chinese."""
    return lesson.english if _english() and lesson.english else lesson.title


def summary_of(lesson: Lesson) -> str:
    """The same of the summary."""
    return lesson.english_summary if _english() and lesson.english_summary else lesson.summary


def _english() -> bool:
    locale = get_locale()
    return locale is not None and locale.language == "en"


def megabytes(size: int) -> str:
    """As in 1.4 MB; what a tap costs is said before."""
    return f"{max(size, 50_000) / 1_000_000:.1f} MB"
