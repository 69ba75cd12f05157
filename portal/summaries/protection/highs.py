"""HiGHS as it is used here: one thread, a fixed seed, nothing printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from highspy import Highs

INFINITE = 1e30


def quiet_solver(**options: float | int | str | bool) -> Highs:
    """A solver without the Python callbacks whose set-up prints a banner into the command's output."""
    from highspy import Highs

    class Quiet(Highs):
        def __init__(self) -> None:
            super(Highs, self).__init__()

    solver = Quiet()
    settings: dict[str, float | int | str | bool] = {"output_flag": False, "threads": 1, "random_seed": 1}
    for name, value in (settings | options).items():
        solver.setOptionValue(name, value)
    return solver
