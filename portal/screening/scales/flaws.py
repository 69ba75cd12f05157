"""What can be wrong with a definition, by its place in the file; `portal.screening.words` says it in sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Problem(StrEnum):
    """The kinds of flaw: first those of the form, then those of the meaning."""

    UNREADABLE = "unreadable"
    NOT_JSON = "not_json"
    REPEATED = "repeated"
    MISSING_FIELD = "missing_field"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_TYPE = "wrong_type"
    NOT_ONE_OF = "not_one_of"
    OUT_OF_LIMITS = "out_of_limits"
    EMPTY = "empty"
    TWICE = "twice"
    BAD_NAME = "bad_name"
    MISFIT = "misfit"

    ID_DIFFERS = "id_differs"
    NO_SUCH_ITEM = "no_such_item"
    SAME_VALUE = "same_value"
    NAME_TAKEN = "name_taken"
    NO_SUCH_SCORE = "no_such_score"
    FORMULA = "formula"
    TOTAL_SOURCE = "total_source"
    SHARED_TABLE = "shared_table"
    BAND_BOUND = "band_bound"
    BAND_NEEDS_BELOW = "band_needs_below"
    BAND_BACKWARDS = "band_backwards"
    BAND_START = "band_start"
    BAND_GAP = "band_gap"
    BAND_OVERLAP = "band_overlap"
    BAND_END = "band_end"
    BAND_TWICE = "band_twice"
    CUTOFF_FORM = "cutoff_form"
    NO_SUCH_BAND = "no_such_band"
    FLAG_NEVER = "flag_never"
    RISK_UNFLAGGED = "risk_unflagged"
    RISK_UNWATCHED = "risk_unwatched"
    MISSING_LIMIT = "missing_limit"
    MISSING_NEEDS_SUBSCALES = "missing_needs_subscales"
    CHECK_IN_CLINICAL = "check_in_clinical"


@dataclass(frozen=True)
class Flaw:
    """One problem at one JSON pointer; `detail` fills its sentence. `line` is set when the file is read."""

    place: str
    problem: Problem
    detail: Mapping[str, str | int | float] = field(default_factory=dict)
    line: int = 1


class BrokenDefinition(Exception):
    """A definition nobody can score by; carries every flaw found, in the order of the file."""

    def __init__(self, file: str, flaws: Sequence[Flaw]) -> None:
        super().__init__(f"{file}: " + ", ".join(f"line {flaw.line} {flaw.place} {flaw.problem}" for flaw in flaws))
        self.file = file
        self.flaws = tuple(flaws)
