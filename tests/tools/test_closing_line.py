"""The test command says what passed, counts what pytest counted, and fails when anything failed."""

from __future__ import annotations

import sys

import pytest

from tools.checks import _close
from tools.steps import Outcome, Step, perform


def saying(*lines: str, status: int = 0) -> list[str]:
    """A call that prints lines and ends with a status."""
    return [sys.executable, "-c", f"print({chr(10).join(lines)!r}); raise SystemExit({status})"]


@pytest.mark.parametrize(
    ("closing", "counted"),
    [
        ("===== 12 passed, 3 skipped in 4.05s =====", {"passed": 12, "failed": 0, "skipped": 3}),
        ("2 failed, 10 passed, 1 error in 61.20s (0:01:01)", {"passed": 10, "failed": 3, "skipped": 0}),
        ("a test said: 99 passed in words", {"passed": 0, "failed": 0, "skipped": 0}),
    ],
)
def test_what_pytest_counts_is_read_from_its_closing_line(closing: str, counted: dict[str, int]) -> None:
    assert perform(Step("tests", [saying(closing)])).counts == counted


def test_a_step_without_tests_passes_only_when_the_person_chose_them() -> None:
    assert not perform(Step("tests", [saying("no tests ran in 0.01s", status=5)])).ok
    assert perform(Step("tests", [saying("no tests ran in 0.01s", status=5)], may_be_empty=True)).ok


def test_the_calls_of_a_step_stop_at_the_first_failure(capfd: pytest.CaptureFixture[str]) -> None:
    assert not perform(Step("migrations", [saying("up", status=1), saying("checked")])).ok
    assert "checked" not in capfd.readouterr().out


def test_the_closing_lines_name_everything_and_can_be_counted(capsys: pytest.CaptureFixture[str]) -> None:
    outcomes = [Outcome("ruff", True, 1), Outcome("tests on SQLite", True, 9, {"passed": 8, "failed": 0, "skipped": 1})]
    assert _close(outcomes) == 0
    *_, named, counted = capsys.readouterr().out.splitlines()
    assert named.startswith("Passed: ruff, tests on SQLite (8 passed, 1 skipped)")
    assert counted == "9 passed, 0 failed, 1 skipped"


def test_one_failure_fails_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert _close([Outcome("ruff", True, 1), Outcome("mypy --strict", False, 1)]) == 1
    assert "FAILED: mypy --strict" in capsys.readouterr().out
