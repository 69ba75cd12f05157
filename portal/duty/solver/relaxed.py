"""Quick bounds: the same rules with shifts that may be shared out in parts. What this cannot reach no roster reaches."""

from __future__ import annotations

from math import ceil, inf

from portal.duty.solver.budget import Budget
from portal.duty.solver.highs import Question, State
from portal.duty.solver.slots import Slots
from portal.duty.solver.window import Base

_NEARLY = 1e-3  # how far a bound may be off; loads are whole steps, so it decides nothing


class Relaxed:
    """The loads of all people between two free columns, the lowest and the highest load; in steps of the grid."""

    def __init__(self, base: Base, slots: Slots, unfilled: int, budget: Budget) -> None:
        self._model, self._budget = base.model.copy(), budget
        self._model.row(0, unfilled, base.open)
        self._lowest, self._highest = self._model.column(-inf, inf), self._model.column(-inf, inf)
        for p in slots.instance.counted:
            mine = [(column, float(weight)) for weight, columns in base.by_weight(p).items() for column in columns]
            names, factors = [column for column, _ in mine], [weight for _, weight in mine]
            self._model.row(-slots.instance.carried[p], inf, [self._lowest, *names], [-1.0, *factors])
            self._model.row(-inf, -slots.instance.carried[p], [self._highest, *names], [-1.0, *factors])

    def least_spread(self) -> int:
        """No roster has a smaller spread."""
        least = self._least(lowest=-1, highest=1, widest=inf)
        return max(0, ceil(least - _NEARLY)) if least > -inf else 0

    def lows(self, spread: int) -> tuple[float, float]:
        """The lowest load of any roster of that spread lies between these; the second is the smaller one when there is none."""
        least = self._least(lowest=1, highest=0, widest=spread)
        most = -self._least(lowest=-1, highest=0, widest=spread) if least < inf else -inf
        return least - _NEARLY, most + _NEARLY

    def _least(self, lowest: float, highest: float, widest: float) -> float:
        model = self._model.copy()
        model.cost[self._lowest], model.cost[self._highest] = lowest, highest
        model.row(0, widest, [self._highest, self._lowest], [1.0, -1.0])
        answer = self._budget.ask(model, Question(step=0, relaxed=True))
        return inf if answer.state is State.IMPOSSIBLE else answer.bound
