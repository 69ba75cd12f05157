"""A stored return as it may be shown: its lines with the hidden cells, and what hiding has to take into account."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from portal.core.errors import Refused
from portal.summaries.definitions import as_counted, return_forms
from portal.summaries.leaving import Hidden, Leaving, Shown, hidden_cells
from portal.summaries.models import Return
from portal.summaries.queries.returns import lines_of_return, signed_before, signed_beside, superseded_by


def leaving_of(found: Return) -> Leaving:
    """The tables of a stored return, by the definitions it was counted by; two statements."""
    return Leaving(as_counted(return_forms()[found.kind], found.definitions), lines_of_return(found.id), found.definition)


def shown_of(found: Return) -> Shown | None:
    """A stored return as others see it; None before its hidden cells were worked out."""
    if found.hidden is None:
        return None
    return Shown(leaving_of(found), found.hidden, found.threshold)


@dataclass(frozen=True)
class ToHide:
    """All that working out the hidden cells needs, read beforehand, since the work takes seconds."""

    leaving: Leaving
    threshold: int
    counted_at: datetime
    versions: Sequence[Shown]
    periods: Sequence[Shown]

    def hidden(self) -> Hidden:
        """The cells to hide; Refused where the tables contradict each other."""
        return hidden_cells(self.leaving, self.threshold, self.versions, self.periods)


def to_hide(found: Return) -> ToHide:
    """Read a draft with the signed version it takes the place of, the return of the period before, and those of other kinds that
    count the same children about the same time: a term's beside its months'.
    """
    versions = [shown for former in superseded_by(found) if (shown := shown_of(former))]
    last = signed_before(found)
    beside = [last, *signed_beside(found)] if last else signed_beside(found)
    periods = [shown for other in beside if (shown := shown_of(other))]
    return ToHide(leaving_of(found), found.threshold, found.counted_at, versions, periods)


def shown_outside(found: Return, words: Refused) -> Shown:
    """A return as it may leave the school; Refused, with these words, before it was prepared."""
    shown = shown_of(found)
    if shown is None:
        raise words
    return shown
