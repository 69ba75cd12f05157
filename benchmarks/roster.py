"""Duty rosters of a boarding school's term, 40 people x 20 weekends x 6 posts, at growing sizes: time, spread, bound, gap.

usage: python -m benchmarks.roster [--seconds S] [SIZE ...]     sizes are multiples of people and posts, 1 and 4 when left out
A term is drawn by a fixed seed: leave, limits, loads carried over, a holiday weekend counting half as much again.
"""

from __future__ import annotations

import argparse
import resource
from datetime import date, timedelta
from random import Random
from typing import Any

from portal.duty.solver.reading import read_instance
from portal.duty.solver.solving import Roster, solve

PEOPLE, WEEKENDS = 40, 20
POSTS = ("leader", "teacher", "teacher", "dorm_f", "dorm_m", "gate")
STAFF = (
    ["leader", "teacher"],
    ["teacher"],
    ["teacher", "dorm_f"],
    ["teacher"],
    ["dorm_m", "gate"],
    ["teacher", "dorm_m"],
    ["dorm_f"],
    ["gate"],
)
GAPS = (0, 1)


def term(size: int, gap: int, seed: int = 1) -> dict[str, Any]:
    """An instance with so many times the people and posts of one school; `gap` free weekends between two shifts."""
    chance = Random(seed)  # noqa: S311  invented people are no secret
    saturdays = [date(2026, 9, 5) + timedelta(weeks=week) for week in range(WEEKENDS)]
    holidays = set(chance.sample(saturdays, 3))
    people = [_person(number, saturdays, chance) for number in range(PEOPLE * size)]
    shifts = [
        {
            "id": f"{day}/{post}/{number}",
            "date": day.isoformat(),
            "weekend": f"{day.isocalendar().year}-W{day.isocalendar().week:02d}",
            "post": post,
            "weight": 1.5 if day in holidays else 1.0,
        }
        for day in saturdays
        for number, post in enumerate(POSTS * size)
    ]
    return {"people": people, "shifts": shifts, "rules": {"one_shift_per_weekend": True, "min_gap_weekends": gap}, "locked": {}}


def _person(number: int, saturdays: list[date], chance: Random) -> dict[str, Any]:
    return {
        "id": f"T{number + 1:04d}",
        "posts": STAFF[number % len(STAFF)],
        "unavailable": [day.isoformat() for day in saturdays if chance.random() < 0.1],
        "max_shifts": chance.choice([4, 6, 20]),
        "carried": chance.choice([0, 0.5, 1, 1.5, 2, 3]),
    }


def line(size: int, gap: int, roster: Roster) -> str:
    """One row of the table."""
    unfilled, spread, squares, _wishes = roster.goals
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    proof = "cut short" if roster.cut_short else "proved" if squares.proved else "node limit"
    return (
        f"{size:>4}x {gap:>4} {PEOPLE * size:>7} {len(POSTS) * size * WEEKENDS:>7} {roster.seconds:>8.2f}"
        f" {unfilled.reached:>9g} {spread.reached:>7g} {spread.bound:>6g} {spread.gap:>5g}"
        f" {squares.reached:>9g} {squares.gap:>7g} {memory:>6}  {proof}"
    )


def main() -> None:
    """The command."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("sizes", metavar="SIZE", type=int, nargs="*", default=[1, 4])
    asked.add_argument("--seconds", type=float, default=None, help="time limit of each roster")
    given = asked.parse_args()
    print("size  gap  people  shifts  seconds  unfilled  spread  bound   gap   squares     gap     MB  squares are")
    for size in given.sizes:
        for gap in GAPS:
            print(line(size, gap, solve(read_instance(term(size, gap)), given.seconds)), flush=True)


if __name__ == "__main__":
    main()
