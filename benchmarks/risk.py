"""The review of attention for a whole school at growing sizes: seconds, children a second, statements.

usage: python -m benchmarks.risk [CHILDREN ...]     3000 12000 48000 when left out (1, 4 and 16 times one large school)
Aim: 3,000 children within 5 seconds, and four times the children in about four times the time.
"""

from __future__ import annotations

import sys
from time import perf_counter

from benchmarks.school import school
from portal.core.db import Database
from portal.risk.operations.reviewing import review_school
from tests.counting import statements

SIZES = (3000, 12_000, 48_000)


def measure(children: int) -> str:
    """One line: the first review, which proposes for everybody, and the second, which finds nothing new."""
    with school(children) as app:
        database: Database = app.extensions["database"]
        seconds = []
        for _again in range(2):
            with app.test_request_context(), statements(database) as seen:
                start = perf_counter()
                with database.transaction(write=True):
                    reviewed = review_school(by=None)
                seconds.append(perf_counter() - start)
    first, second = seconds
    return f"{children:>7}  {first:>8.2f}  {second:>8.2f}  {children / first:>9.0f}  {len(seen):>10}  {len(reviewed.proposed):>4}"


if __name__ == "__main__":
    print(f"{'children':>7}  {'first s':>8}  {'again s':>8}  {'a second':>9}  {'statements':>10}  {'new':>4}")
    for size in [int(one) for one in sys.argv[1:]] or SIZES:
        print(measure(size), flush=True)
