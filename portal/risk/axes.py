"""The axes that are kept apart, and the grades; never one mixed score (rules §4.5)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum, StrEnum

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words


class Axis(StrEnum):
    """What a rule looks at. The overall grade is that of the gravest axis."""

    GUARDIANSHIP = "guardianship"
    HARDSHIP = "hardship"
    PSYCHOLOGICAL = "psychological"
    BEHAVIOUR = "behaviour"
    SAFETY = "safety"
    SCHOOLING = "schooling"
    CONTACT = "contact"


class Grade(IntEnum):
    """How much attention: 1 most; 0 when too little is known to say."""

    NOT_ASSESSED = 0
    CLOSE = 1
    MORE = 2
    DAILY = 3


AXIS_WORDS: dict[Axis, Words] = {
    Axis.GUARDIANSHIP: _l("Guardianship"),
    Axis.HARDSHIP: _l("Living"),
    Axis.PSYCHOLOGICAL: _l("Mind"),
    Axis.BEHAVIOUR: _l("Behaviour"),
    Axis.SAFETY: _l("Safety"),
    Axis.SCHOOLING: _l("Schooling"),
    Axis.CONTACT: _l("Family contact"),
}

GRADE_WORDS: dict[Grade, Words] = {
    Grade.CLOSE: _l("Close attention"),
    Grade.MORE: _l("More attention"),
    Grade.DAILY: _l("Daily attention"),
    Grade.NOT_ASSESSED: _l("To be assessed"),
}


def severity(grade: int) -> int:
    """Grades in the order of weight: 3 for close attention, 0 for daily and for what is not assessed yet."""
    return {Grade.CLOSE: 3, Grade.MORE: 2}.get(Grade(grade), 0)


def gravest(grades: Iterable[int]) -> Grade | None:
    """The gravest of some grades, None of none."""
    return Grade(min(grades, default=0)) or None
