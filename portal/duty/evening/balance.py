"""The count: expected = present + on leave + fetched + missing. What was seen last holds, whoever saw it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from portal.duty.models.shifts import Standing


@dataclass(frozen=True, slots=True)
class Seen:
    """Where a child was at a moment: a tap on the list, or a leave slip at the gate."""

    state: Standing | None
    at: datetime


@dataclass(frozen=True)
class Count:
    """How a list stands; `unmarked` were not called yet, `strangers` were marked but are not expected in this house."""

    expected: int
    present: int
    leave: int
    fetched: int
    missing: int
    unmarked: int
    strangers: int

    @property
    def marked(self) -> int:
        return self.expected - self.unmarked

    @property
    def balances(self) -> bool:
        """Whether every child expected is accounted for, and nobody else."""
        accounted = self.present + self.leave + self.fetched + self.missing
        return self.expected == accounted and not self.unmarked and not self.strangers


def latest(*seen: Seen | None) -> Standing | None:
    """Where a child is by the latest of what was seen; None when nothing was, or when the latest ended what was before."""
    known = [one for one in seen if one is not None]
    return max(known, key=lambda one: one.at).state if known else None


def count(expected: Collection[int], marks: Mapping[int, Standing | None]) -> Count:
    """The count of a list: who is expected against where they are."""
    here = [marks.get(child_id) for child_id in expected]
    strangers = sum(state is not None for child_id, state in marks.items() if child_id not in set(expected))
    return Count(
        expected=len(here),
        present=here.count(Standing.PRESENT),
        leave=here.count(Standing.LEAVE),
        fetched=here.count(Standing.FETCHED),
        missing=here.count(Standing.MISSING),
        unmarked=here.count(None),
        strangers=strangers,
    )
