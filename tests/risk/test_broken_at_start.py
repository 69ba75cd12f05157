"""A file of rules that is broken stops the program before the first page: file, line, rule and field in one sentence."""

from __future__ import annotations

import runpy
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal import create_app
from portal.config import Config
from portal.core.errors import CannotOpen
from portal.risk import book
from portal.risk.reading import BrokenRules, read_rules
from tests.risk.test_broken_rules import BROKEN, WHOLE

ROOT = Path(__file__).parents[2]
OWN = book.FILE.read_text(encoding="utf-8")

#: What somebody does to the rules of this house, and how the refusal begins and what it says.
FAULTS = {
    "grade": ('when = "guardianship.alone"\ngrade = 1', 'when = "guardianship.alone"\ngrade = 0', "rule alone_under_16, 'grade'"),
    "when": ('when = "guardianship.alone"', 'when = "guardianship.lonely"', "rule alone_under_16, 'when'"),
    "weight": ("weight = 98", "weight = 980", "rule counselor_red, 'weight'"),
    "hard": ('when = "reporting.open_report"\ngrade = 1', 'when = "reporting.open_report"\ngrade = 2', "rule open_report, 'grade'"),
    "tier": ('when = "bullying.open_case"\ngrade = 2\nweight = 85\ntier = "sealed"',
             'when = "bullying.open_case"\ngrade = 2\nweight = 85\ntier = "nobody"', "rule open_case, 'tier'"),
}  # fmt: skip


def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | bytes) -> str:
    """The one line with which the portal refuses to open over a file of rules."""
    path = tmp_path / "rules.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    monkeypatch.setattr(book, "FILE", path)
    with pytest.raises(CannotOpen) as refused:
        create_app(Config(tmp_path / "instance", "sqlite:///portal.sqlite", testing=True, argon2_memory_kib=8))
    words = str(refused.value)
    assert "\n" not in words
    assert words.startswith("rules.toml")
    return words


@pytest.mark.parametrize("field", list(FAULTS))
def test_the_portal_does_not_open_over_a_broken_rule_and_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, field: str
) -> None:
    old, new, named = FAULTS[field]
    assert OWN.count(old) == 1
    broken = OWN.replace(old, new)
    changed = next(
        at for at, (before, after) in enumerate(zip(OWN.splitlines(), broken.splitlines(), strict=True), 1) if before != after
    )
    assert opened(tmp_path, monkeypatch, broken).startswith(f"rules.toml, line {changed}, {named}: ")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("rule = 3\n", "'rule'"),
        ('[rule]\nid = "one"\n', "[[rule]]"),
        (OWN + '\n[[part]]\nid = "odd"\nwhen = 5\n', "part odd, 'when'"),
        (OWN.replace("[unassessed]", "[[unassessed]]"), "[unassessed]"),
        (b"\xff\xfe\x00rules", "UTF-8"),
        ("", "there is no rule"),
    ],
)
def test_whatever_else_stands_in_the_file_is_refused_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | bytes, said: str
) -> None:
    assert said in opened(tmp_path, monkeypatch, text)


def test_a_part_that_stands_twice_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    part = WHOLE[WHOLE.index("[[part]]") : WHOLE.index("[[part]]", WHOLE.index("[[part]]") + 1)]
    path = tmp_path / "rules.toml"
    path.write_text(WHOLE + "\n" + part, encoding="utf-8")
    with pytest.raises(BrokenRules, match="the id alone stands twice"):
        read_rules(path, {})


def test_server_and_command_stop_with_the_line_and_no_trace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, _words = BROKEN["bad number"]
    path = tmp_path / "rules.toml"
    path.write_text(WHOLE.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(book, "FILE", path)
    monkeypatch.setenv("PORTAL_INSTANCE", str(tmp_path / "instance"))
    with pytest.raises(SystemExit) as stopped:
        runpy.run_path(str(ROOT / "app.py"))
    assert str(stopped.value.code).startswith("rules.toml, line ")
    assert "rule first, 'weight'" in str(stopped.value.code)


@settings(max_examples=150)
@given(st.data())
def test_a_file_damaged_anywhere_is_read_or_refused_never_crashed_on(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    lines = WHOLE.splitlines()
    at = data.draw(st.integers(0, len(lines) - 1))
    put = data.draw(st.sampled_from(["", "3", "id = 3", "when = 3", "[[part]]", "[rule]", "= ", "grade = true", "kind = []"]))
    path = tmp_path_factory.mktemp("rules") / "rules.toml"
    path.write_text("\n".join([*lines[:at], put, *lines[at + 1 :]]), encoding="utf-8")
    with suppress(BrokenRules):
        assert read_rules(path, {}).rules
