"""Roster instances for tests: the public ones, small ones by hand, random ones, and a roster as it is without a solver."""

from __future__ import annotations

import json
from itertools import product
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from portal.duty.solver.reading import read_instance
from portal.duty.solver.solving import Roster, solve
from tests.duty.check_roster import Json, check

SAMPLES = Path(__file__).parent / "samples"
OPTIMUM: dict[str, Json] = json.loads((SAMPLES / "optimum.json").read_text(encoding="utf8"))
SECONDS = 120  # far more than any test needs, so that a busy machine never changes a roster


def sample(name: str) -> Json:
    loaded: Json = json.loads((SAMPLES / name).read_text(encoding="utf8"))
    return loaded


def solved(instance: Json) -> Roster:
    return solve(read_instance(instance), SECONDS)


def checked(instance: Json, roster: Roster) -> tuple[list[str], int, float]:
    """What the checker, which knows nothing of the solver, says of it."""
    return check(instance, {"assignments": roster.assignments, "unfilled": roster.unfilled})


def person(name: str, *posts: str, away: tuple[str, ...] = (), most: int = 9, carried: float = 0, wishes: Any = None) -> Json:
    row = {"id": name, "posts": list(posts), "unavailable": list(away), "max_shifts": most, "carried": carried}
    return row if wishes is None else {**row, "wishes": wishes}


def shift(name: str, post: str, weekend: int = 0, day: int = 5, weight: float = 1) -> Json:
    """On a day of September 2026 (5 and 6 are the first weekend), a week later for each weekend."""
    return {"id": name, "date": f"2026-09-{day + 7 * weekend:02d}", "weekend": f"W{weekend}", "post": post, "weight": weight}


def instance(people: list[Json], shifts: list[Json], *, one: bool = True, gap: int = 0, **more: Any) -> Json:
    rules = {"one_shift_per_weekend": one, "min_gap_weekends": gap, **more.pop("rules", {})}
    return {"people": people, "shifts": shifts, "rules": rules, "locked": {}, **more}


def greedy(instance: Json) -> tuple[int, float]:
    """Unfilled and spread when each shift goes, in the order of the file, to whoever may take it and carries least."""
    given: dict[str, str] = {}
    everyone = {row["id"]: row for row in instance["people"]}
    loads = {name: row["carried"] for name, row in everyone.items()}
    for row in instance["shifts"]:
        for name in sorted(everyone, key=lambda name: (loads[name], name)):
            trial = {**given, row["id"]: name}
            unfilled = [other["id"] for other in instance["shifts"] if other["id"] not in trial]
            if not check({**instance, "locked": {}}, {"assignments": trial, "unfilled": unfilled})[0]:
                given, loads[name] = trial, loads[name] + row["weight"]
                break
    unfilled = [row["id"] for row in instance["shifts"] if row["id"] not in given]
    return check(instance, {"assignments": given, "unfilled": unfilled})[1:]


def best_of_all(instance: Json) -> tuple[float, ...]:
    """Unfilled, spread, squares and wishes of the best roster, by trying every roster there is."""
    able = [[None, *(row["id"] for row in instance["people"] if shift["post"] in row["posts"])] for shift in instance["shifts"]]
    ids = [row["id"] for row in instance["shifts"]]
    rosters = ({name: who for name, who in zip(ids, choice, strict=True) if who} for choice in product(*able))
    return min(goals for given in rosters if (goals := _goals(instance, given)) is not None)


def _goals(instance: Json, given: dict[str, str]) -> tuple[float, ...] | None:
    unfilled = [row["id"] for row in instance["shifts"] if row["id"] not in given]
    broken, missing, spread = check(instance, {"assignments": given, "unfilled": unfilled})
    if broken:
        return None
    posts = {row["post"] for row in instance["shifts"]}
    loads = {row["id"]: row["carried"] for row in instance["people"] if posts & set(row["posts"])}
    wishes = {row["id"]: row.get("wishes", {}) for row in instance["people"]}
    unkind = 0
    for row in instance["shifts"]:
        if who := given.get(row["id"]):
            loads[who] += row["weight"]
            unkind -= wishes[who].get(row["date"], 0)
    return missing, spread, sum(load * load for load in loads.values()), unkind


POSTS = ("leader", "teacher", "dorm")


@st.composite
def instances(draw: st.DrawFn, people: int = 4, shifts: int = 5, weekends: int = 3) -> Json:
    """Small random instances; weights and carried loads are quarters, which floats hold exactly."""
    weights = draw(st.sampled_from([(1,), (1, 1.5), (0.5, 1, 2), (1, 1.25, 1.75)]))
    posts = POSTS[: draw(st.integers(1, 3))]
    days = [f"2026-09-{5 + 7 * weekend + day:02d}" for weekend in range(weekends) for day in (0, 1)]
    some_days = st.lists(st.sampled_from(days), max_size=2, unique=True)
    rows = [
        person(
            f"T{number}",
            *draw(st.lists(st.sampled_from(posts), min_size=1, unique=True)),
            away=tuple(draw(some_days)),
            most=draw(st.sampled_from([0, 1, 2, 9])),
            carried=draw(st.sampled_from([0, 0, 0.5, 1, 1.25, 3, -1])),
            wishes={day: draw(st.sampled_from([-2, -1, 1])) for day in draw(some_days)},
        )
        for number in range(draw(st.integers(1, people)))
    ]
    asked = [
        shift(
            f"S{number}",
            draw(st.sampled_from(posts)),
            draw(st.integers(0, weekends - 1)),
            draw(st.sampled_from([5, 6])),
            draw(st.sampled_from(weights)),
        )
        for number in range(draw(st.integers(1, shifts)))
    ]
    return instance(rows, asked, one=draw(st.booleans()), gap=draw(st.sampled_from([0, 0, 1, 2])))
