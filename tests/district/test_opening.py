"""The receiver's tables have a history: a fresh one, one from before there was a history, one of a later version."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from portal.core import clock, migrations
from portal.core.db import Database, session
from portal.core.keys import KeyProblem, KeyRing
from portal.district.models import DistrictBase, Holder, School
from portal.district.operations.opening import PURPOSE, RECEIVER, opened
from portal.exchange.signing import SigningKey


def receiver(folder: Path, keys: KeyRing) -> Database:
    return Database(f"sqlite:///{(folder / 'district.db').as_posix()}", keys)


def test_a_fresh_receiver_has_the_tables_its_program_speaks_of(tmp_path: Path) -> None:
    keys = KeyRing.fresh()
    database = receiver(tmp_path, keys)
    key = opened(database, keys)
    assert migrations.differences(database, RECEIVER) == []
    assert opened(database, keys).text == key.text, "opened again it is the same receiver"


def test_a_receiver_from_before_the_history_keeps_all_it_holds(tmp_path: Path) -> None:
    keys = KeyRing.fresh()
    database, made = receiver(tmp_path, keys), SigningKey.fresh()
    DistrictBase.metadata.create_all(database.engine)
    with database.transaction(write=True):
        session().add(Holder(tables=1, key=keys.encrypt(made.text, PURPOSE)))
        session().add(School(code="2150999001", name="青山", public_key="x", enrolled_at=clock.now()))
    assert opened(database, keys).text == made.text
    with database.transaction():
        assert session().get_one(School, 1).name == "青山"
    assert migrations.VERSION_TABLE in inspect(database.engine).get_table_names()
    assert migrations.differences(database, RECEIVER) == []


def test_tables_of_a_later_version_are_left_alone(tmp_path: Path) -> None:
    keys = KeyRing.fresh()
    database = receiver(tmp_path, keys)
    opened(database, keys)
    with create_engine(database.engine.url).begin() as raw:
        raw.execute(text("UPDATE alembic_version SET version_num = '0999_later'"))
    with pytest.raises(KeyProblem, match="later version"):
        opened(database, keys)
