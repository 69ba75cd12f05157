"""How much a whole search may do: work is counted, so every machine stops at the same roster; the clock is an emergency stop."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from time import monotonic

from portal.duty.solver.highs import Answer, Question, State, minimise
from portal.duty.solver.linear import LinearModel

_SHARE = 0.6  # of the time left, so that one hard question leaves some for the next
_AT_LEAST = 2.5  # seconds of the time left, so that the clock does not end what the count of work would allow
_WORK_A_SECOND = 12_000_000  # steps of the simplex times factors in the model; two thirds of what a machine does in a second
_A_NODE = 40  # steps of the simplex a node takes, about
_A_MODEL = 50  # steps for putting a model up


class Budget:
    """Asks HiGHS within the work left; `late` says that the clock, and not the count, cut something short."""

    def __init__(self, seconds: float) -> None:
        self.end = monotonic() + seconds
        self.work = seconds * _WORK_A_SECOND
        self.late = False

    @property
    def left(self) -> float:
        """Seconds left; none once the work is used up."""
        return self.end - monotonic() if self.work > 0 else 0

    @property
    def cut_short(self) -> bool:
        """Whether a longer search might find a better roster."""
        return self.late or self.work <= 0

    def is_over(self) -> bool:
        """Asked before work that is worth doing: when time is up, it is remembered that the clock ended the search."""
        self.late = self.late or (self.work > 0 and self.left <= 0)
        return self.left <= 0

    def ask(self, model: LinearModel, question: Question) -> Answer:
        """Minimise within the work left and a share of the time left; remembers when the clock ended it."""
        if self.work <= 0:
            return Answer(State.UNDECIDED, [], -inf)
        size, left = max(1, len(model.columns)), self.left
        nodes = min(question.nodes, max(1, int(self.work / (size * _A_NODE))))
        answer = minimise(model, replace(question, nodes=nodes), min(left, max(left * _SHARE, _AT_LEAST)))
        self.work -= (answer.steps + _A_MODEL) * size
        self.late = self.late or answer.late
        return answer
