"""Checks a duty roster against its instance, knowing nothing of the solver: hard rules, unfilled shifts, spread of loads.

Runs by itself too: python3 tests/duty/check_roster.py INSTANCE.json RESULT.json prints a line and exits 1 on a broken hard rule.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

Json = dict[str, Any]


def check(instance: Json, result: Json) -> tuple[list[str], int, float]:
    """Broken hard rules in words, the number of unfilled shifts, and largest less smallest load of those who can do any shift."""
    people = {person["id"]: person for person in instance["people"]}
    shifts = {shift["id"]: shift for shift in instance["shifts"]}
    given = result["assignments"]
    mine: dict[str, list[Json]] = defaultdict(list)
    for shift, person in given.items():
        if shift in shifts and person in people:
            mine[person].append(shifts[shift])
    missing = set(shifts) - set(given)
    broken = [
        *(f"unknown {shift} -> {person}" for shift, person in given.items() if shift not in shifts or person not in people),
        *(line for person, rows in mine.items() for line in _broken_by(people[person], rows, instance)),
        *(f"locked {shift} changed" for shift, person in instance.get("locked", {}).items() if given.get(shift) != person),
        *(["unfilled does not say what is missing"] if missing != set(result["unfilled"]) else []),
    ]
    posts = {shift["post"] for shift in shifts.values()}
    able = [person for person in people.values() if posts & set(person["posts"])]
    loads = [person["carried"] + sum(shift["weight"] for shift in mine[person["id"]]) for person in able] or [0]
    return broken, len(missing), max(loads) - min(loads)


def _broken_by(person: Json, rows: list[Json], instance: Json) -> Iterator[str]:
    name, rules = person["id"], instance["rules"]
    for shift in rows:
        if shift["post"] not in person["posts"]:
            yield f"{name} is not qualified for {shift['id']}"
        if shift["date"] in person["unavailable"]:
            yield f"{name} is away on {shift['date']}"
    if len(rows) > person["max_shifts"]:
        yield f"{name} has {len(rows)} shifts, at most {person['max_shifts']}"
    order = {weekend: index for index, weekend in enumerate(sorted({shift["weekend"] for shift in instance["shifts"]}))}
    where = sorted(order[shift["weekend"]] for shift in rows)
    if rules["one_shift_per_weekend"] and len(where) != len(set(where)):
        yield f"{name} twice in a weekend"
    if any(0 < later - earlier <= rules["min_gap_weekends"] for earlier, later in pairwise(where)):
        yield f"{name} without {rules['min_gap_weekends']} free weekend between"
    days = [shift["date"] for shift in rows]
    if rules.get("one_shift_per_day") and len(days) != len(set(days)):
        yield f"{name} twice in a day"


def main() -> None:
    """The command."""
    instance, result = (json.loads(Path(name).read_text(encoding="utf8")) for name in sys.argv[1:3])
    broken, missing, spread = check(instance, result)
    sys.stdout.write("".join(f"broken: {line}\n" for line in broken))
    sys.stdout.write(f"broken {len(broken)}, unfilled {missing}, spread {spread:.2f}\n")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
