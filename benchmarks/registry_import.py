"""How long an import takes and how much memory it needs, at 300, 1,200 and 4,800 rows of 71 columns (and 5,000, the limit).

    .venv/bin/python -m benchmarks.registry_import [rows …]

Each size runs in a process of its own: read and check the file, compare, write, commit; then the same file once more (unchanged).
Prints seconds of the clock, seconds of the processor, and the peak of resident memory in MB.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

SIZES = (300, 1200, 4800, 5000)
SAMPLE = ROOT / "tests" / "samples" / "registry_export.xlsx"


def enlarged(rows: int) -> Iterator[dict[str, str]]:
    """The sample's pupils again and again, each with a number of their own (area codes no district has)."""
    from portal.core.identity_number import check_character
    from portal.registry.reading import read_registry

    pupils = read_registry(SAMPLE, today=date(2026, 11, 23)).rows
    for index in range(rows):
        record = dict(pupils[index % len(pupils)].record)
        born = date(2011, 9, 1) + timedelta(days=index % 2900)
        order = index // 2900 * 20 + (1 if record["性别"] == "1" else 2)
        first = f"5099{index // 26 % 9 + 1:02d}{born:%Y%m%d}{order:03d}"
        yield record | {"身份证件号": first + check_character(first), "出生日期": f"{born:%Y%m%d}"}


def made_file(folder: Path, rows: int) -> Path:
    """A workbook of so many pupils."""
    from portal.registry.writing import write_registry_xlsx

    path = folder / f"registry-{rows}.xlsx"
    with path.open("wb") as target:
        write_registry_xlsx(target, enlarged(rows))
    return path


def run_once(folder: Path, path: Path) -> None:
    """Two imports in this process, with their costs on one line each."""
    from portal import create_app
    from portal.config import Config
    from portal.core import migrations
    from portal.core.blueprint import database
    from portal.registry.operations.at_once import import_at_once, read_for_school
    from portal.registry.plan import Kind

    app = create_app(Config(folder, f"sqlite:///{folder / 'portal.db'}", testing=True))
    with app.app_context():
        migrations.upgrade(database())
        for turn in ("first", "again"):
            clock, cpu = time.perf_counter(), time.process_time()
            file = read_for_school(path, {}, "")
            read = time.perf_counter() - clock
            with database().transaction(write=True):
                plan = import_at_once(file, path, part_only=False, by=None)
            seconds, busy = time.perf_counter() - clock, time.process_time() - cpu
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            counts = {str(kind): plan.count(kind) for kind in Kind}
            spent = f"{seconds:6.1f} s (reading {read:.1f})  cpu {busy:5.1f} s  {peak:6.0f} MB"
            print(f"{turn:6} {len(file.rows):6} rows  {spent}  {counts}")


def main() -> None:
    """Make the files, then measure each in a fresh process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", type=int, default=SIZES)
    parser.add_argument("--measure", nargs=2, type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        run_once(*asked.measure)
        return
    with tempfile.TemporaryDirectory() as scratch:
        for rows in asked.rows:
            path = made_file(Path(scratch), rows)
            instance = Path(scratch) / f"instance-{rows}"
            instance.mkdir()
            measure = [sys.executable, "-m", "benchmarks.registry_import", "--measure", str(instance), str(path)]
            subprocess.run(measure, check=True, cwd=ROOT)  # noqa: S603 - this very program


if __name__ == "__main__":
    main()
