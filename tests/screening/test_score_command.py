"""`flask screening score` and its neighbours, in an application without a database."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from flask.testing import FlaskCliRunner
from flask_babel import Babel

from portal.cli import GROUPS
from portal.cli.screening import group
from portal.core.i18n import CHINESE, compile_catalogues
from portal.screening.scales.library import FOLDER, known_ids

VECTORS = sorted((Path(__file__).parent / "vectors").glob("*.json"))
PHQ9 = "id," + ",".join(map(str, range(1, 10)))


def runner(**config: str) -> FlaskCliRunner:
    app = Flask("scoring")
    app.config.update({"BABEL_DEFAULT_LOCALE": "en", **config})
    Babel(app)
    app.cli.add_command(group)
    return app.test_cli_runner()


def run(*words: str | Path) -> Result:
    return runner().invoke(args=["screening", *map(str, words)])


def answers(folder: Path, text: str) -> Path:
    file = folder / "answers.csv"
    file.write_text(text, encoding="utf-8")
    return file


def as_csv(vectors: list[dict[str, Any]], items: int) -> str:
    rows = [["id", *range(1, items + 1)]]
    rows += [[vector["id"], *(vector["answers"].get(str(item), "") for item in range(1, items + 1))] for vector in vectors]
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


def test_the_portal_has_the_command() -> None:
    assert "screening" in GROUPS


@pytest.mark.parametrize("file", VECTORS, ids=lambda file: file.name.split(".")[0])
@pytest.mark.parametrize("form", ["csv", "json"])
def test_every_vector_comes_back_by_its_id_from_csv_and_from_json(tmp_path: Path, file: Path, form: str) -> None:
    name = file.name.split(".")[0]
    vectors = json.loads(file.read_text(encoding="utf-8"))["vectors"]
    items = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["items_count"]
    text = as_csv(vectors, items) if form == "csv" else json.dumps([{"id": v["id"], "answers": v["answers"]} for v in vectors])
    told = run("score", name, answers(tmp_path, text), "--json")
    assert told.exit_code == 0, told.output
    assert json.loads(told.stdout) == {vector["id"]: vector["expected"] for vector in vectors}


def test_without_json_a_table_is_printed_with_flags_bands_and_errors(tmp_path: Path) -> None:
    file = answers(tmp_path, f"{PHQ9}\n007,1,1,1,1,1,1,1,1,1\n008,,,,,,,,,\n陆小满,5,,,,,,,,3\n")
    told = run("score", "phq9", file)
    rows = list(csv.DictReader(io.StringIO(told.stdout)))
    assert [row["id"] for row in rows] == ["007", "008", "陆小满"]
    assert [row["status"] for row in rows] == ["ok", "incomplete", "rejected"]
    assert [row["total"] for row in rows] == ["9", "", ""]
    assert [row["missing"] for row in rows] == ["0", "9", ""]
    assert [row["flags"] for row in rows] == ["instant:9", "risk_item_missing:9", "instant:9"]
    assert [row["errors"] for row in rows] == ["", "", "out_of_range:1"]
    assert [row["total_band"] for row in rows] == ["mild", "", ""]


def test_no_sheets_give_an_empty_object(tmp_path: Path) -> None:
    assert json.loads(run("score", "phq9", answers(tmp_path, f"{PHQ9}\n"), "--json").stdout) == {}


@pytest.mark.parametrize(
    ("words", "text", "said"),
    [
        (["phq"], PHQ9, "Known are: cesdc, gad7, k10, k6, mht"),
        (["phq9", "--variant", "x"], PHQ9, "Known are: cutoff_11"),
        (["gad7", "--variant", "x"], "id,1", "Known are: -"),
        (["k10", "--coding", "0-5"], "id,1\na,1\n", "Known are: 1-5, 0-4"),
        (["phq9"], f"{PHQ9},10\n", "“10” is no item"),
        (["phq9"], f"{PHQ9}\na,x\n", "“x” is no number"),
        (["phq9"], f"{PHQ9}\na,1\na,2\n", "“a” stands in rows 2 and 3"),
        (["phq9"], "", "empty"),
        (["phq9"], "[", "no JSON"),
    ],
)
def test_what_cannot_be_used_is_one_line_and_exit_2(tmp_path: Path, words: list[str], text: str, said: str) -> None:
    told = run("score", words[0], answers(tmp_path, text), *words[1:], "--json")
    assert told.exit_code == 2
    assert told.stdout == ""
    assert len(told.stderr.strip().splitlines()) == 1
    assert said in told.stderr


def test_a_file_that_is_not_there_or_is_a_folder_is_one_line_and_exit_2(tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere.csv", tmp_path):
        told = run("score", "phq9", path)
        assert told.exit_code == 2
        assert told.stderr == f"Error: {path} cannot be read. Check its name.\n"


def test_items_without_a_column_are_told_beside_the_results(tmp_path: Path) -> None:
    told = run("score", "phq9", answers(tmp_path, "id,1,2,3,4,5,6,7\na,1,1,1,1,1,1,1\n"), "--json")
    assert told.stderr == "No column for items 8, 9: they count as unanswered.\n"
    assert json.loads(told.stdout)["a"]["flags"] == ["risk_item_missing:9"]


def test_variants_and_codings_can_be_named(tmp_path: Path) -> None:
    rses = answers(tmp_path, "id," + ",".join(map(str, range(1, 11))) + "\na" + ",3" * 10)
    assert json.loads(run("score", "rses", rses, "--json").stdout)["a"]["total"] == 25
    assert json.loads(run("score", "rses", rses, "--json", "--variant", "item8_positive").stdout)["a"]["total"] == 26
    assert json.loads(run("score", "rses", rses, "--json", "--coding", "0-3").stdout)["a"]["total"] == 25
    assert json.loads(run("score", "rses", rses, "--json", "--coding", "1-4").stdout)["a"]["total"] == 25


def test_the_scales_are_listed() -> None:
    lines = run("scales").stdout.splitlines()
    assert "k10\t10\t1-5,0-4\tabs\tKessler Psychological Distress Scale K10" in lines
    assert [line.split("\t")[0] for line in lines] == known_ids()


def test_a_definition_can_be_checked_before_it_is_put_in_place(tmp_path: Path) -> None:
    file = tmp_path / "k6.json"
    text = (FOLDER / "k6.json").read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    assert run("check", file).stdout == "k6.json can be used: 6 items.\n"
    file.write_text(text.replace('"min": 0, "max": 4', '"min": 1, "max": 3'), encoding="utf-8")
    told = run("check", file)
    assert told.exit_code == 2
    assert len(told.stderr.splitlines()) == 2


def test_refusals_speak_chinese_where_the_portal_does(tmp_path: Path) -> None:
    told = runner(
        BABEL_DEFAULT_LOCALE=CHINESE, BABEL_TRANSLATION_DIRECTORIES=str(compile_catalogues(tmp_path / "translations"))
    ).invoke(args=["screening", "score", "phq", "x.csv"])
    assert told.exit_code == 2
    assert "没有「phq」" in told.stderr
