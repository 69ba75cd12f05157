"""flask children: what scripts get to read, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from portal.children.models import Child
from portal.journal.models import JournalRow
from tests.registry.importing import columns_of
from tests.registry.tables import SAMPLES, number, pupil, table, xlsx

KEYS = ["rows", "new", "changed", "unchanged", "left", "parked", "warnings"]


def run(app: Flask, *arguments: str | Path) -> Result:
    return app.test_cli_runner().invoke(args=["children", *map(str, arguments)])


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "registry.xlsx"
    found.write_bytes(table(pupil(), pupil(姓名="石青山", 身份证件号=number(order=351), 性别="1", 就读方式="9")).getvalue())
    return found


def test_the_report_has_counts_and_findings_by_the_sheets_own_row(app: Flask, path: Path) -> None:
    result = run(app, "import", path, "--json")
    report = json.loads(result.output)
    assert result.exit_code == 0
    assert list(report) == KEYS
    assert report == {
        "rows": 2, "new": 1, "changed": 0, "unchanged": 0, "left": 0,
        "parked": [{"row": 3, "column": "就读方式", "problem": "unknown_code"}], "warnings": [],
    }  # fmt: skip


def test_a_dry_run_says_the_same_and_changes_nothing(app: Flask, path: Path) -> None:
    dry = run(app, "import", path, "--dry-run", "--json")
    assert columns_of(app, Child, "id") == []
    assert json.loads(dry.output) == json.loads(run(app, "import", path, "--json").output)


def test_an_import_by_command_is_journaled_as_one(app: Flask, path: Path) -> None:
    run(app, "import", path)
    assert columns_of(app, JournalRow, "event", "origin", order="seq", event="registry.taken_in") == [
        ("registry.taken_in", "command children import")
    ]


@pytest.mark.parametrize("name", ["absent.xlsx", "broken.xlsx", "no_headings.csv"])
def test_an_unreadable_file_ends_with_2_and_one_line(app: Flask, tmp_path: Path, name: str) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04broken")
    (tmp_path / "no_headings.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    result = run(app, "import", tmp_path / name, "--json")
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1


@pytest.mark.parametrize("name", ["roll.xlsx", "roll.csv"])
def test_our_own_export_changes_nothing(app: Flask, path: Path, tmp_path: Path, name: str) -> None:
    run(app, "import", path)
    assert run(app, "export", tmp_path / name, "--labels").exit_code == 0
    report = json.loads(run(app, "import", tmp_path / name, "--json").output)
    assert (report["rows"], report["unchanged"], report["left"]) == (1, 1, 0)


def test_left_behind_tells_every_child_in_the_files_order(app: Flask) -> None:
    sample = SAMPLES / "left_behind_facts.json"
    expected = json.loads(sample.read_text(encoding="utf-8"))
    result = run(app, "left-behind", sample, "--json")
    found = json.loads(result.output)
    assert [{"id": each["id"], **each["expected"]} for each in expected] == [
        {name: value for name, value in each.items() if name != "reasons"} for each in found
    ]
    assert all(set(each["reasons"]) == set("ABCD") and all(each["reasons"].values()) for each in found)


@pytest.mark.parametrize("text", ["{", '{"a": ', "[1]", '[{"birth_date": "gestern"}]', '[{"father": "away"}]', '"x"'])
def test_facts_that_cannot_be_read_end_with_2_and_one_line(app: Flask, tmp_path: Path, text: str) -> None:
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")
    result = run(app, "left-behind", path, "--json")
    assert result.exit_code == 2
    assert len(result.output.splitlines()) == 1


def test_a_state_nobody_knows_is_read_as_unknown_and_said(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    away = {"state": "away_for_work", "since": "2026-01-01"}
    path.write_text(
        json.dumps([{"id": "c1", "on": "2026-11-25", "birth_date": "2016-01-01", "father": away, "mother": {"state": "abroad"}}])
    )
    result = run(app, "left-behind", path, "--json")
    assert result.exit_code == 0
    assert "abroad" in result.stderr
    assert [json.loads(result.stdout)[0][letter] for letter in "ABCD"] == [False, 1, False, False]


def test_a_heading_nobody_knows_is_named_beside_the_answer(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "registry.xlsx"
    row = pupil(鞋码="34", 帽子="大")
    path.write_bytes(xlsx([list(row), list(row.values())]).getvalue())
    result = run(app, "import", path, "--json")
    assert json.loads(result.stdout)["new"] == 1
    assert result.stderr.count("\n") == 1
    assert "鞋码、帽子" in result.stderr
