"""flask summaries protect: the table with its totals on the way out, one line and exit 2 for what is no table."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from portal.cli.summaries import group
from tests.summaries.protection.attacker import faults

SAMPLES = Path(__file__).parents[2] / "samples" / "tables"


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(group, ["protect", *arguments])


def shown(text: str) -> tuple[list[str], dict[tuple[str, ...], int | None]]:
    header, *rows = csv.reader(io.StringIO(text))
    return header, {tuple(row[:-1]): int(row[-1]) if row[-1] else None for row in rows}


@pytest.mark.parametrize("name", ["table_1.csv", "table_2.csv", "table_3.csv", "table_4.csv"])
@pytest.mark.parametrize("threshold", [3, 5, 10])
def test_what_is_printed_withstands_the_attacker(app: Flask, name: str, threshold: int) -> None:
    result = run(app, str(SAMPLES / name), "--threshold", str(threshold))
    assert (result.exit_code, result.stderr) == (0, "")
    header, published = shown(result.stdout)
    first, truth = shown((SAMPLES / name).read_text(encoding="utf8"))
    assert header == first
    assert faults({key: count or 0 for key, count in truth.items()}, published, threshold) == []


def test_json_has_the_same_cells_and_no_hint_how_many_are_sensitive(app: Flask) -> None:
    path = str(SAMPLES / "table_1.csv")
    told = json.loads(run(app, path, "--json").stdout)
    _header, published = shown(run(app, path).stdout)
    assert {tuple(cell["values"]): cell["count"] for cell in told["cells"]} == published
    assert sorted(told) == ["cells", "dimensions", "fewest", "hidden", "threshold"]


@pytest.mark.parametrize("text", ["", "grade,count\n1,few\n"])
def test_a_file_that_is_no_table_is_one_line_and_exit_2(app: Flask, tmp_path: Path, text: str) -> None:
    file = tmp_path / "table.csv"
    file.write_text(text, encoding="utf8")
    for path in (file, tmp_path / "absent.csv"):
        result = run(app, str(path))
        assert (result.exit_code, result.stdout) == (2, "")
        assert len(result.stderr.splitlines()) == 1
