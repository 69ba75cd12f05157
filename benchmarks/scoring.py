"""Scoring answer sheets of one hundred items: seconds of processor time for 5,000, 20,000 and 80,000 sheets.

    python -m benchmarks.scoring [SHEETS]

Timings compare only within one run. The last column should stay flat: twice the sheets, twice the time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

from portal.screening.answer_files.reading import read_answers
from portal.screening.answer_files.results import json_lines
from portal.screening.scales.library import scale
from portal.screening.scoring.key import key_of
from portal.screening.scoring.sheet import score

NAME = "mht"
SHEETS = 5_000
TIMES = (1, 4, 16)


class Stopwatch:
    """Processor time by step."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        self.seconds[name] = time.process_time() - begun


def write_sheets(target: Path, count: int) -> None:
    """Sheets answered by chance; a few items are left blank."""
    chance, items = Random(count), range(1, scale(NAME).items_count + 1)  # noqa: S311  invented answers are no secret
    with target.open("w", encoding="utf-8") as file:
        file.write("id," + ",".join(map(str, items)) + "\n")
        for number in range(count):
            answers = ("" if chance.random() < 0.0005 else str(chance.randrange(2)) for _ in items)
            file.write(f"{number:06d}," + ",".join(answers) + "\n")


def measured(count: int, folder: Path) -> dict[str, float]:
    """Seconds of each step for so many sheets: compile the key once, read the file, score, print."""
    file, watch = folder / f"{count}.csv", Stopwatch()
    write_sheets(file, count)
    with watch.step("key"):
        key = key_of(NAME)
    with watch.step("read"):
        sheets = read_answers(file, key.scale).sheets
    with watch.step("score"):
        results = {name: score(key, answers) for name, answers in sheets.items()}
    with watch.step("print"):
        "\n".join(json_lines(results))
    return watch.seconds


def main(sheets: int) -> None:
    print(f"{'sheets':>8} {'key':>7} {'read':>7} {'score':>7} {'print':>7} {'total':>7} {'µs/sheet':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for times in TIMES:
            count = sheets * times
            steps = measured(count, Path(folder))
            total = sum(steps.values())
            figures = " ".join(f"{steps[name]:7.2f}" for name in ("key", "read", "score", "print"))
            print(f"{count:8} {figures} {total:7.2f} {total / count * 1e6:9.0f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SHEETS)
