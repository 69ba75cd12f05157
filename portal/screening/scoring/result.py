"""What comes out of one sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from portal.screening.scoring.numbers import Shown


class Status(StrEnum):
    """How far a sheet can be read. REJECTED: an answer outside the options. VALIDITY_FAILED: scored, not to be interpreted."""

    OK = "ok"
    PRORATED = "prorated"
    BLANK_AS_ZERO = "blank_as_zero"
    INCOMPLETE = "incomplete"
    VALIDITY_FAILED = "validity_failed"
    REJECTED = "rejected"


@dataclass(frozen=True)
class Result:
    """Scores as they are shown, the keys of their bands, and the flags; a score or band that cannot be told is None.

    `reaches_cutoff` tells whether the published cut-off of the scale is reached, by exact scores; a sheet that is not to be
    interpreted reaches none.
    """

    status: Status
    flags: tuple[str, ...]
    missing: int = 0
    total: Shown = None
    subscales: Mapping[str, Shown] = field(default_factory=dict)
    derived: Mapping[str, Shown] = field(default_factory=dict)
    validity: Mapping[str, Shown] = field(default_factory=dict)
    bands: Mapping[str, str | None] = field(default_factory=dict)
    errors: tuple[str, ...] = ()
    reaches_cutoff: bool = False

    def as_object(self) -> dict[str, Any]:
        """The plain object of files and tests: a rejected sheet holds only its status, errors and flags."""
        if self.status is Status.REJECTED:
            return {"status": self.status.value, "errors": list(self.errors), "flags": list(self.flags)}
        return {
            "status": self.status.value,
            "missing": self.missing,
            "total": self.total,
            "subscales": dict(self.subscales),
            "derived": dict(self.derived),
            "validity": dict(self.validity),
            "bands": dict(self.bands),
            "flags": list(self.flags),
        }
