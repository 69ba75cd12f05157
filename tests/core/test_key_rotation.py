"""A new key encrypts from now on; what older keys wrote stays readable until it is written again, and then needs them no more."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select, text

from portal.children.models import Child, Guardian
from portal.core.db import Database
from portal.core.keys import KEY_FILE, KeyProblem, KeyRing, load_keys, save_keys
from portal.core.rotation import encrypted_columns, write_again
from tests.cast import Cast

NUMBER = "023-42200000"


def test_after_a_change_of_keys_the_old_one_is_no_longer_needed(cast: Cast) -> None:
    with cast.writing() as opened:
        guardian = opened.scalars(select(Guardian)).first()
        assert guardian is not None
        guardian.telephone = guardian.telephone_hash = NUMBER
    ring = cast.database.keys.rotated()
    rotated = Database(cast.app.config["PORTAL"].database_url, ring)
    with rotated.transaction() as opened:
        assert NUMBER in opened.scalars(select(Guardian.telephone)).all()
    assert write_again(rotated) >= 2
    rotated.engine.dispose()
    only_new = Database(cast.app.config["PORTAL"].database_url, replace(ring, fields={ring.active: ring.fields[ring.active]}))
    with only_new.transaction() as opened:
        assert NUMBER in opened.scalars(select(Guardian.telephone)).all()
        assert all(child.registry_record["姓名"] for child in opened.scalars(select(Child)))
        assert opened.scalars(select(Guardian.id).where(Guardian.telephone_hash == NUMBER)).all()
    only_new.engine.dispose()


def test_every_encrypted_column_is_named_after_its_table_and_column() -> None:
    for table, columns in encrypted_columns():
        assert [column.type.purpose for column in columns] == [f"{table.name}.{column.name}" for column in columns]  # type: ignore[attr-defined]


def test_a_value_moved_to_another_column_does_not_open() -> None:
    ring = KeyRing.fresh()
    sealed = ring.encrypt("秘密", "guardian.telephone")
    assert ring.decrypt(sealed, "guardian.telephone") == "秘密"
    with pytest.raises(KeyProblem, match="does not open"):
        ring.decrypt(sealed, "guardian.address")


def test_a_number_is_found_by_its_hash_and_not_written_in_the_open(cast: Cast) -> None:
    with cast.writing() as opened:
        opened.scalars(select(Guardian)).first().telephone_hash = NUMBER  # type: ignore[union-attr]
    with cast.reading() as opened:
        stored = opened.execute(text("SELECT telephone_hash FROM guardian WHERE telephone_hash IS NOT NULL")).scalars().all()
    assert stored
    assert NUMBER not in stored
    assert all(len(value) == 64 for value in stored)


def test_the_key_file_is_for_its_owner_only_and_its_loss_is_told(tmp_path: Path) -> None:
    save_keys(tmp_path, KeyRing.fresh())
    assert (tmp_path / KEY_FILE).stat().st_mode & 0o777 == 0o600
    (tmp_path / KEY_FILE).write_text("{}")
    with pytest.raises(KeyProblem, match="damaged"):
        load_keys(tmp_path)
    (tmp_path / KEY_FILE).unlink()
    with pytest.raises(KeyProblem, match="missing"):
        load_keys(tmp_path)
