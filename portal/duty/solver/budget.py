"""How long a whole search may take, and whether the clock ever cut it short."""

from __future__ import annotations

from time import monotonic

from portal.duty.solver.highs import Answer, Question, minimise
from portal.duty.solver.linear import LinearModel

_SHARE = 0.6  # of the time left, so that one hard question leaves some for the next


class Budget:
    """Asks HiGHS within the time left."""

    def __init__(self, seconds: float) -> None:
        self.end = monotonic() + seconds
        self.late = False

    @property
    def left(self) -> float:
        return self.end - monotonic()

    def is_over(self) -> bool:
        """Asked before work that is worth doing: when time is up, it is remembered that the clock ended the search."""
        self.late = self.late or self.left <= 0
        return self.left <= 0

    def ask(self, model: LinearModel, question: Question) -> Answer:
        """Minimise within a share of the time left; remembers when the clock, and not the search itself, ended it."""
        answer = minimise(model, question, self.left * _SHARE)
        self.late = self.late or answer.late
        return answer
