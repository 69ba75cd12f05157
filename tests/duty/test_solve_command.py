"""The command: JSON for scripts, a table for people, one line and exit 2 for a file that cannot be used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from portal.cli.duty import group
from portal.config import ROOT
from portal.duty.solver.reading import read_instance
from portal.duty.solver.solving import default_seconds
from tests.duty.check_roster import Json, check
from tests.duty.instances import OPTIMUM, SAMPLES, instance, person, shift


def run(app: Flask, *arguments: str) -> Result:
    return app.test_cli_runner().invoke(group, ["solve", *arguments])


def written(folder: Path, content: Json) -> str:
    path = folder / "instance.json"
    path.write_text(json.dumps(content), encoding="utf8")
    return str(path)


def test_json_holds_what_is_asked_for_and_the_bound(app: Flask) -> None:
    path = SAMPLES / "roster_4.json"
    result = run(app, str(path), "--json", "--seconds", "120")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert list(answer)[:5] == ["assignments", "unfilled", "spread", "proved_optimal", "seconds"]
    broken, unfilled, spread = check(json.loads(path.read_text(encoding="utf8")), answer)
    assert (broken, unfilled, spread) == ([], OPTIMUM[path.name]["unfilled"], OPTIMUM[path.name]["spread"])
    assert answer["proved_optimal"] is True
    assert (answer["bound"], answer["gap"], answer["cut_short"]) == (spread, 0, False)
    assert [goal["goal"] for goal in answer["goals"]] == ["unfilled", "spread", "squares", "wishes"]
    assert {blocked["shift"] for blocked in answer["blocked"]} == set(answer["unfilled"])


def test_the_table_shows_shifts_loads_open_shifts_and_the_proof(app: Flask, tmp_path: Path) -> None:
    wanted = instance([person("T1", "gate"), person("T2", "gate", carried=1)], [shift("A", "gate"), shift("B", "leader", 1)])
    lines = run(app, written(tmp_path, wanted)).stdout.splitlines()
    assert "2026-09-05  gate    T1" in lines
    assert "2026-09-12  leader  —" in lines
    assert f"T1       1  {'█' * 40}" in lines
    assert "没排上：B" in lines
    assert "没排上的班次：1，已证明不能更少" in lines
    assert "最多与最少之差：0，已证明不能更少" in lines


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "JSON"),
        ("[]", "{ }"),
        (json.dumps({"people": [], "shifts": []}), "rules"),
        (json.dumps(instance([person("T1", "gate")], [shift("A", "leader")], locked={"A": "T1"})), "T1 不能担任 leader"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line_and_exit_2(app: Flask, tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "instance.json"
    path.write_text(content, encoding="utf8")
    for arguments in ([str(path)], [str(path), "--json"]):
        result = run(app, *arguments)
        assert result.exit_code == 2
        assert result.stdout == ""
        assert len(result.stderr.splitlines()) == 1
        assert words in result.stderr


def test_a_missing_file_is_one_line_and_exit_2(app: Flask, tmp_path: Path) -> None:
    result = run(app, str(tmp_path / "nothing.json"))
    assert result.exit_code == 2
    assert len(result.stderr.splitlines()) == 1


def test_a_roster_cut_short_says_so_and_how_far_from_the_bound_it_is(app: Flask) -> None:
    result = run(app, str(SAMPLES / "roster_3.json"), "--seconds", "0")
    assert result.exit_code == 0
    assert "最多与最少之差：3.5，最少是 0（差 3.5）" in result.stdout
    assert "时间到了，没有算完" in result.stdout


def test_a_term_of_forty_people_ends_within_ten_seconds_with_the_start_of_the_command() -> None:
    """Twenty weekends of six posts, where nothing is proved early; starting the command takes three seconds of an old machine."""
    people = [person(f"T{number:02d}", "gate") for number in range(40)]
    shifts = [{**shift(f"{week:02d}/{place}", "gate"), "weekend": week} for week in range(20) for place in range(6)]
    assert default_seconds(read_instance(instance(people, shifts))) + 3 < 10


def test_the_solver_library_is_loaded_only_to_solve() -> None:
    """It and numpy weigh 24 MB of memory that a server which makes no roster should not carry; nor may it print a banner."""
    code = (
        "import json, sys; from portal.duty.solver.reading import read_instance; from portal.duty.solver.solving import solve;"
        f"content = json.load(open({str(SAMPLES / 'roster_1.json')!r}));"
        "before = {'highspy', 'numpy'} & sys.modules.keys(); solve(read_instance(content), 60);"
        "print(sorted(before), 'highspy' in sys.modules)"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[] True"
