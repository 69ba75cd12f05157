"""What an attacker holds, as a system of unknown counts: bounds on each, and the totals they add up to.

Every unknown has a true count, known only to us. An unknown belongs to a *choice* when it is shown or hidden with one cell of the
new release; shown, it is fixed at its truth, hidden, it lies anywhere from `lower` to `upper`.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

CEILING = 10_000.0
"""No attacker believes an inner count to be larger, unless it is."""

FREE = -1
"""The choice of an unknown that belongs to none."""


@dataclass
class Holding:
    """One attacker's knowledge. `targets` are the unknowns that must keep their width."""

    truth: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    choice: list[int] = field(default_factory=list)
    lines: list[tuple[int, tuple[int, ...]]] = field(default_factory=list)
    targets: list[int] = field(default_factory=list)
    names: dict[Hashable, int] = field(default_factory=dict)

    def unknown(self, name: Hashable, truth: float, *, within: int = 1) -> int:
        """The unknown of this name, made when it is not there yet; a total may be as large as `within` inner counts."""
        if name not in self.names:
            self.names[name] = len(self.truth)
            self.truth.append(truth)
            self.lower.append(0.0)
            self.upper.append(max(CEILING * within, truth))
            self.choice.append(FREE)
        return self.names[name]

    def fix(self, unknown: int) -> None:
        """It stands in a publication that is out."""
        self.lower[unknown] = self.upper[unknown] = self.truth[unknown]
        self.choice[unknown] = FREE

    def bounds(self, hidden: Sequence[float]) -> tuple[list[float], list[float]]:
        """Lower and upper bounds when each choice is hidden to this degree, 0 shown and 1 hidden."""
        lower, upper = self.lower.copy(), self.upper.copy()
        for unknown, choice in enumerate(self.choice):
            if choice != FREE:
                truth, degree = self.truth[unknown], hidden[choice]
                lower[unknown] = truth - (truth - lower[unknown]) * degree
                upper[unknown] = truth + (upper[unknown] - truth) * degree
        return lower, upper
