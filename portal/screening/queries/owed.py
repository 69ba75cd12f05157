"""What rounds owe: sheets to be looked at again by a day, and grades nobody has asked this school year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Date, and_, bindparam, func, or_, select

from portal.core.calendar import academic_year
from portal.core.db import session
from portal.school.classes import classes
from portal.school.queries import number
from portal.screening.models import Result, Round
from portal.screening.rules import YEAR_BEGINS
from portal.screening.scales.definition import Nature
from portal.screening.scales.library import all_scales


@dataclass(frozen=True, slots=True)
class OpenRound:
    """A round of this school year, or one with sheets that wait: how many, the first day, and since when."""

    id: int
    name: str
    scale: str
    grades: Sequence[int]
    first_day: date
    waiting: int
    due: date | None
    since: date | None


def rounds_of_the_year(today: date) -> Sequence[OpenRound]:
    """One statement."""
    begun = date(academic_year(today), *YEAR_BEGINS)
    return [OpenRound(*row) for row in session().execute(_rounds(), {"begun": begun})]


@cache
def _rounds() -> Any:
    waits = and_(Result.round_id == Round.id, Result.check_due.is_not(None), Result.checked_at.is_(None))
    columns: list[Any] = [Round.id, Round.name, Round.scale, Round.grades, Round.first_day]
    counted: list[Any] = [func.count(Result.id), func.min(Result.check_due), func.min(Result.on)]
    return (
        select(*columns, *counted)
        .outerjoin(Result, waits)
        .where(or_(Round.first_day >= bindparam("begun", type_=Date()), Result.id.is_not(None)))
        .group_by(Round.id)
        .order_by(Round.id)
    )


def grades_not_asked(rounds: Sequence[OpenRound], today: date) -> Sequence[int]:
    """Grades of this school from the one set on (rules §12.3, clock 25) that no screen has asked since the school year began."""
    begun = date(academic_year(today), *YEAR_BEGINS)
    screens = {name for name, one in all_scales().items() if one.nature is Nature.SCREEN}
    asked = {grade for one in rounds if one.first_day >= begun and one.scale in screens for grade in one.grades}
    there = {one.grade(today) for one in classes().values()}
    return sorted(grade for grade in there if grade and grade >= number("screening.from_grade") and grade not in asked)
