"""Classes as the school speaks of them: a number in the register, a name that grows by a grade every August."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.db import remembered, session
from portal.core.errors import Words
from portal.school.models import SchoolClass, Stage

A_MOMENT = 30.0

#: Grade before the first one of a stage, and its last one.
STAGES: dict[Stage, tuple[int, int]] = {Stage.PRIMARY: (0, 6), Stage.JUNIOR: (6, 9), Stage.SENIOR: (9, 12)}

#: As a class begins with them.
GRADES: Sequence[Words] = (
    _l("Grade 1,"), _l("Grade 2,"), _l("Grade 3,"), _l("Grade 4,"), _l("Grade 5,"), _l("Grade 6,"),
    _l("Grade 7,"), _l("Grade 8,"), _l("Grade 9,"), _l("Grade 10,"), _l("Grade 11,"), _l("Grade 12,"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Class:
    """One class of the school; `ended_on` once it has left."""

    id: int
    number: str
    entry_year: int
    stage: Stage
    ordinal: int
    ended_on: date | None

    def grade(self, day: date) -> int | None:
        """1 to 12 on a day; None before it began and after it left."""
        before, last = STAGES[self.stage]
        grade = before + academic_year(day) - self.entry_year + 1
        return grade if before < grade <= last else None

    def name(self, day: date | None = None) -> str:
        """As in 五（1）班; the number of a class that is not here in this school year."""
        return _name(self, day or clock.today(), str(get_locale()))


@lru_cache(maxsize=2048)
def _name(of: Class, day: date, _locale: str) -> str:
    """Made once a day and language: lists ask for the same few names over and over."""
    grade = of.grade(day)
    return of.number if grade is None else _("%(grade)s class %(number)s", grade=GRADES[grade - 1], number=of.ordinal)


def classes() -> Mapping[int, Class]:
    """Every class by its id, the highest grade last; few people change them, so they are remembered for a moment."""
    return remembered("school.classes", A_MOMENT, _classes)


def _classes() -> Mapping[int, Class]:
    columns = (
        SchoolClass.id,
        SchoolClass.number,
        SchoolClass.entry_year,
        SchoolClass.stage,
        SchoolClass.ordinal,
        SchoolClass.ended_on,
    )
    rows = session().execute(
        select(*columns).order_by(SchoolClass.stage.desc(), SchoolClass.entry_year.desc(), SchoolClass.ordinal)
    )
    return {row.id: Class(*row) for row in rows}


def class_name(class_id: int | None) -> str:
    """The name of a class, empty for none."""
    if class_id is None:
        return ""
    found = classes().get(class_id) or _classes().get(class_id)
    return found.name() if found else ""
