"""What is found wrong in a file, by the sheet's own row number and the standard column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.registry.columns import BY_NAME


class Problem(StrEnum):
    """The kinds of finding; the value is the word in the report for scripts."""

    ID_CHECKSUM = "id_checksum"
    PHONE_FORM = "phone_form"
    MISSING = "missing"
    SEX_DIFFERS = "sex_differs_from_id"
    BIRTH_DATE_DIFFERS = "birth_date_differs_from_id"
    UNKNOWN_CODE = "unknown_code"
    IMPOSSIBLE_DATE = "impossible_date"
    FUTURE_DATE = "future_date"
    NUMBER_DESTROYED = "number_destroyed_by_excel"
    DUPLICATE = "duplicate_in_file"
    NEAR_DUPLICATE = "near_duplicate"
    UNKNOWN_CLASS_FORM = "unknown_class_form"
    CELL_ERROR = "cell_error"
    NAME_FORM = "name_form"
    NUMBER_FORM = "number_form"
    AGE_UNUSUAL = "age_unusual"
    OTHER_SCHOOL = "other_school"


class Level(StrEnum):
    """PARKED: the whole row waits for a person. WARNING: the row goes in and the cell is told."""

    PARKED = "parked"
    WARNING = "warning"


# A wrong telephone number or an odd name stops nobody from being cared for; it is told.
_NEVER_PARK = {Problem.PHONE_FORM, Problem.NAME_FORM, Problem.NUMBER_FORM, Problem.AGE_UNUSUAL, Problem.OTHER_SCHOOL}


@dataclass(frozen=True)
class Finding:
    """One cell, one problem. `value` is what the row holds there now; `case` and `detail` choose and fill its sentence."""

    row: int
    column: str
    problem: Problem
    level: Level
    value: str = ""
    case: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def parked(self) -> bool:
        return self.level is Level.PARKED


def level_of(problem: Problem, column: str) -> Level:
    """A value nobody can read parks its row only where the portal acts on that column."""
    if problem in _NEVER_PARK:
        return Level.WARNING
    return Level.PARKED if BY_NAME[column].decides else Level.WARNING
