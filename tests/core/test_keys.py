"""The key file and the database file: damaged ones are named with what to do, and nobody else can read them."""

from __future__ import annotations

import base64
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portal.core.db import Database
from portal.core.keys import KEY_FILE, KeyProblem, KeyRing, load_keys, save_keys

DAMAGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "a list": lambda _found: [],
    "a word": lambda _found: "keys",
    "nothing": lambda _found: None,
    "no field keys": lambda found: {**found, "fields": {}},
    "field keys as a list": lambda found: {**found, "fields": [1]},
    "a field key without a number": lambda found: {**found, "fields": {"one": found["lookup"]}},
    "a number beyond a byte": lambda found: {**found, "fields": {"256": found["lookup"]}, "active": 256},
    "an active key that is not there": lambda found: {**found, "active": 7},
    "a short key": lambda found: {**found, "journal": base64.b64encode(b"short").decode()},
    "an empty key": lambda found: {**found, "backup": ""},
    "a key that is no text": lambda found: {**found, "cookies": 5},
    "a key in other letters": lambda found: {**found, "lookup": "钥匙" * 16},
    "a key left out": lambda found: {name: key for name, key in found.items() if name != "lookup"},
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_key_file_is_named_with_what_to_do(tmp_path: Path, damage: str) -> None:
    found = json.loads(KeyRing.fresh().as_json())
    (tmp_path / KEY_FILE).write_text(json.dumps(DAMAGES[damage](found)), encoding="utf8")
    with pytest.raises(KeyProblem, match=r"keys\.json is damaged. Put it back from your safe copy"):
        load_keys(tmp_path)


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"{", b'{"fields": '])
def test_half_a_key_file_too(tmp_path: Path, content: bytes) -> None:
    (tmp_path / KEY_FILE).write_bytes(content)
    with pytest.raises(KeyProblem, match="is damaged"):
        load_keys(tmp_path)


def test_what_was_saved_is_read_again(tmp_path: Path) -> None:
    ring = KeyRing.fresh().rotated()
    save_keys(tmp_path / "new", ring)
    assert load_keys(tmp_path / "new") == ring


def others(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode) & 0o077


@pytest.mark.skipif(os.name != "posix", reason="other systems know no such rights")
def test_nobody_else_reads_keys_or_database(tmp_path: Path) -> None:
    instance = tmp_path / "instance"
    ring = KeyRing.fresh()
    save_keys(instance, ring)
    database = Database(f"sqlite:///{(instance / 'portal.db').as_posix()}", ring)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE seen (id INTEGER)")
        connection.commit()
        files = sorted(path.name for path in instance.iterdir())
        assert {"keys.json", "portal.db", "portal.db-wal"} <= set(files)
        assert [name for name in files if others(instance / name)] == []
    database.engine.dispose()
    assert others(instance) == 0


@pytest.mark.skipif(os.name != "posix", reason="other systems know no such rights")
def test_rights_that_are_too_wide_are_taken_away_at_the_next_start(tmp_path: Path) -> None:
    ring = KeyRing.fresh()
    save_keys(tmp_path, ring)
    file = tmp_path / "portal.db"
    file.touch()
    for path in (tmp_path / KEY_FILE, file):
        path.chmod(0o644)
    load_keys(tmp_path)
    database = Database(f"sqlite:///{file.as_posix()}", ring)
    database.engine.connect().close()
    database.engine.dispose()
    assert others(tmp_path / KEY_FILE) == 0
    assert others(file) == 0
