"""Commands before the tables are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from portal import create_app
from portal.config import Config


@pytest.fixture
def bare(tmp_path: Path) -> Flask:
    """A portal whose database nobody has made yet."""
    return create_app(Config(instance=tmp_path, database_url=f"sqlite:///{tmp_path / 'portal.db'}", testing=True))


@pytest.mark.parametrize(
    "words",
    [
        ("school", "create", "--name", "青溪小学", "--code", "2150999001"),
        ("people", "add", "--role", "teacher", "--name", "顾南"),
        ("journal", "verify"),
        ("first-run",),
    ],
)
def test_a_command_on_a_database_without_tables_says_what_to_do_first(bare: Flask, words: tuple[str, ...]) -> None:
    answer = bare.test_cli_runner().invoke(args=list(words))
    assert answer.exit_code == 1
    assert "flask --app app db upgrade" in answer.output
    assert answer.output.count("\n") == 1
