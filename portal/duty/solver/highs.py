"""HiGHS answers linear models: one thread, a fixed seed, nothing printed, ended by nodes rather than by the clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil, inf
from typing import TYPE_CHECKING

from portal.duty.solver.linear import LinearModel

if TYPE_CHECKING:
    from highspy import Highs, HighsLp

_SEED = 1
_FEASIBLE = 2  # kSolutionStatusFeasible
_NEARLY = 0.01  # of a step: how far above a whole one a bound may end and still mean it


class State(Enum):
    """What is known of a model: its best answer, some answer, that there is none, or nothing yet."""

    OPTIMAL = "optimal"
    FOUND = "found"
    IMPOSSIBLE = "impossible"
    UNDECIDED = "undecided"


@dataclass(frozen=True)
class Answer:
    """`values` per column where an answer was found; no answer has a smaller objective than `bound`.

    `steps` of the simplex say how much work it was, the same on every machine.
    """

    state: State
    values: list[float]
    bound: float
    late: bool = False  # the clock, not the proof nor the node limit, ended the search
    steps: int = 0

    @property
    def found(self) -> bool:
        return self.state in (State.OPTIMAL, State.FOUND)


@dataclass(frozen=True)
class Question:
    """How to ask. `nodes` end a search at the same place on every machine; `step` is the least by which two objectives differ.

    `start` is a known answer to begin with. `relaxed` lets every column be broken, which gives a bound quickly. Small models are
    answered faster without `presolve`.
    """

    nodes: int = 3_000
    step: float = 1
    start: Sequence[float] | None = None
    relaxed: bool = False
    presolve: bool = True


def minimise(model: LinearModel, question: Question, seconds: float) -> Answer:
    """Search for the smallest objective and the proof that it is; `seconds` are an emergency stop."""
    if seconds <= 0:
        return Answer(State.UNDECIDED, [], -inf, late=True)
    solver = _quiet_solver()
    for name, value in _options(question, seconds).items():
        solver.setOptionValue(name, value)
    solver.passModel(_program(model, question.relaxed))
    if question.start is not None:
        _begin_with(solver, question.start)
    solver.run()
    answer = replace(_answer(solver, question), steps=max(0, int(solver.getInfo().simplex_iteration_count)))
    if question.start is not None and answer.found and _is_the_start(solver, model, answer, question.step):
        again = minimise(model, replace(question, start=None), seconds)
        return replace(again, steps=again.steps + answer.steps)
    return answer


def _is_the_start(solver: Highs, model: LinearModel, answer: Answer, step: float) -> bool:
    """HiGHS 1.16 may report a better objective and hand back the values it began with, when its presolve solves everything."""
    costs = sum(cost * value for cost, value in zip(model.cost, answer.values, strict=True))
    return costs > float(solver.getInfo().objective_function_value) + step / 2


def _options(question: Question, seconds: float) -> dict[str, bool | int | float | str]:
    return {
        "output_flag": False,
        "threads": 1,
        "random_seed": _SEED,
        "time_limit": float(seconds),
        "mip_max_nodes": question.nodes,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.9 * question.step,
        "presolve": "choose" if question.presolve else "off",
    }


def _quiet_solver() -> Highs:
    """HiGHS without its Python callbacks, whose set-up prints a banner into the command's output."""
    from highspy import Highs

    class Quiet(Highs):
        def __init__(self) -> None:
            super(Highs, self).__init__()

    return Quiet()


def _program(model: LinearModel, relaxed: bool) -> HighsLp:
    from highspy import HighsLp, HighsVarType, MatrixFormat

    program = HighsLp()
    program.num_col_, program.num_row_ = len(model.lower), len(model.row_lower)
    program.col_cost_, program.col_lower_, program.col_upper_ = model.cost, model.lower, model.upper
    program.row_lower_, program.row_upper_ = model.row_lower, model.row_upper
    matrix = program.a_matrix_
    matrix.format_ = MatrixFormat.kRowwise
    matrix.start_, matrix.index_, matrix.value_ = model.starts, model.columns, model.factors
    if not relaxed:
        kinds = (HighsVarType.kInteger, HighsVarType.kContinuous)
        program.integrality_ = [kinds[column in model.broken] for column in range(len(model.lower))]
    return program


def _begin_with(solver: Highs, values: Sequence[float]) -> None:
    from highspy import HighsSolution

    known = HighsSolution()
    known.col_value = list(values)
    solver.setSolution(known)


def _answer(solver: Highs, question: Question) -> Answer:
    from highspy import HighsModelStatus

    status, known = solver.getModelStatus(), solver.getInfo()
    if status == HighsModelStatus.kInfeasible:
        return Answer(State.IMPOSSIBLE, [], inf)
    if status == HighsModelStatus.kModelEmpty:
        return Answer(State.OPTIMAL, [], 0)
    late, best = status == HighsModelStatus.kTimeLimit, status == HighsModelStatus.kOptimal
    if question.relaxed:
        return Answer(State.OPTIMAL, [], known.objective_function_value) if best else Answer(State.UNDECIDED, [], -inf, late)
    bound = _round_up(known.mip_dual_bound, question.step)
    if not best and known.primal_solution_status != _FEASIBLE:
        return Answer(State.UNDECIDED, [], bound, late)
    return Answer(State.OPTIMAL if best else State.FOUND, list(solver.getSolution().col_value), bound, late)


def _round_up(bound: float, step: float) -> float:
    """The least objective possible above a bound, objectives being whole steps."""
    return ceil(bound / step - _NEARLY) * step if abs(bound) < inf else bound
