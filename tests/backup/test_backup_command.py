"""flask backup: what cannot be written or read is told in one line, and a place that is taken stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import Cast


def told(cast: Cast, *words: str | Path) -> tuple[int, str]:
    answer = cast.app.test_cli_runner().invoke(args=["backup", *map(str, words)])
    assert "Traceback" not in answer.output
    assert answer.exception is None or isinstance(answer.exception, SystemExit)
    return answer.exit_code, answer.output.strip()


def test_a_missing_folder_is_named(cast: Cast, tmp_path: Path) -> None:
    code, said = told(cast, "create", tmp_path / "nowhere" / "school.backup")
    assert code == 1
    assert str(tmp_path / "nowhere") in said
    assert "\n" not in said


def test_a_database_or_keys_that_are_not_there_are_named(cast: Cast, tmp_path: Path) -> None:
    source = tmp_path / "school.backup"
    assert told(cast, "create", source)[0] == 0
    asked = (("--keys", str(tmp_path)), ("--database-url", "nonsense"), ("--database-url", "postgresql://localhost:1/none"))
    for number, (option, value) in enumerate(asked):
        code, said = told(cast, "restore", source, "--into", tmp_path / str(number), option, value)
        assert code == 1
        assert said.startswith("Error: ")
        assert "\n" not in said


@pytest.mark.parametrize("content", [b"", b"hello", b"SHOUWANG-BACKUP-1\n", b"SHOUWANG-BACKUP-1\n" + bytes(300)])
def test_what_is_no_back_up_is_neither_verified_nor_restored(cast: Cast, tmp_path: Path, content: bytes) -> None:
    source, place = tmp_path / "source", tmp_path / "place"
    source.write_bytes(content)
    for words in (("verify", source), ("restore", source, "--into", place)):
        code, said = told(cast, *words)
        assert code == 1
        assert said.startswith("Error: ")
        assert "\n" not in said
    assert not place.exists()


def test_a_place_that_is_taken_is_refused(cast: Cast, tmp_path: Path) -> None:
    source = tmp_path / "school.backup"
    assert told(cast, "create", source)[0] == 0
    taken, file = tmp_path / "taken", tmp_path / "file"
    taken.mkdir()
    (taken / "note").write_text("mine")
    file.write_text("mine")
    for place in (taken, file):
        code, said = told(cast, "restore", source, "--into", place)
        assert code == 1
        assert "\n" not in said
    assert [path.name for path in taken.iterdir()] == ["note"]
