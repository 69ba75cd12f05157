"""A back-up is sealed, whole, and comes back as it was; nothing of it can be read or changed without the keys."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.backup.creating import create_backup
from portal.backup.restoring import restore_backup
from portal.backup.verifying import verify_backup
from portal.children.models import Child, Guardian
from portal.core.db import Database, session
from portal.core.errors import Refused
from portal.core.keys import KeyRing
from portal.journal.models import JournalRow
from portal.journal.queries import first_broken_row
from portal.people.operations import add_person
from tests.cast import CHILD, Cast


@pytest.fixture
def uploads(tmp_path: Path) -> Path:
    folder = tmp_path / "uploads"
    (folder / "ab").mkdir(parents=True)
    (folder / "ab" / "scan").write_bytes(b"sealed already" * 1000)
    return folder


@pytest.fixture
def backup(cast: Cast, uploads: Path, tmp_path: Path) -> Path:
    target = tmp_path / "school.backup"
    create_backup(cast.database, uploads, target)
    return target


def counts() -> dict[str, int]:
    models = (Child, Guardian, JournalRow)
    return {model.__tablename__: session().scalar(select(func.count()).select_from(model)) or 0 for model in models}


def test_what_is_restored_counts_the_same_and_its_journal_is_whole(cast: Cast, backup: Path, tmp_path: Path) -> None:
    with cast.reading():
        before = counts()
    place = tmp_path / "restored"
    found = restore_backup(backup, place, cast.database.keys)
    assert found.rows["child"] == before["child"] == 2
    restored = Database(f"sqlite:///{place / 'portal.db'}", cast.database.keys)
    with restored.transaction() as opened:
        assert counts() == before
        assert first_broken_row() is None
        assert opened.scalar(select(Child.name).where(Child.name == CHILD)) == CHILD
        assert opened.scalars(select(Child)).first().registry_record["姓名"]  # type: ignore[union-attr]
    restored.engine.dispose()
    assert (place / "uploads" / "ab" / "scan").read_bytes() == b"sealed already" * 1000
    assert (place / "keys.json").stat().st_mode & 0o777 == 0o600


def test_the_restored_school_goes_on(cast: Cast, backup: Path, tmp_path: Path) -> None:
    restore_backup(backup, tmp_path / "restored", cast.database.keys)
    restored = Database(f"sqlite:///{tmp_path / 'restored' / 'portal.db'}", cast.database.keys)
    with restored.transaction(write=True):
        add_person("新来的老师", by=None)
    with restored.transaction():
        assert first_broken_row() is None
    restored.engine.dispose()


def test_no_name_lies_open_in_the_file(backup: Path) -> None:
    content = backup.read_bytes()
    assert CHILD.encode() not in content
    assert b"jsonl" not in content
    assert backup.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("place", [30, 200, -5])
def test_a_changed_byte_is_noticed(cast: Cast, backup: Path, place: int) -> None:
    content = bytearray(backup.read_bytes())
    content[place] ^= 1
    backup.write_bytes(content)
    with pytest.raises(Refused, match="备份打不开"):
        verify_backup(backup, cast.database.keys.backup)


def test_a_file_cut_short_is_noticed(cast: Cast, backup: Path) -> None:
    backup.write_bytes(backup.read_bytes()[:-40])
    with pytest.raises(Refused, match="备份打不开"):
        verify_backup(backup, cast.database.keys.backup)


def test_the_keys_of_another_portal_do_not_open_it(backup: Path) -> None:
    with pytest.raises(Refused, match="另一个门户的密钥"):
        verify_backup(backup, KeyRing.fresh().backup)


def test_another_file_is_refused_in_words(cast: Cast, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Dear school")
    with pytest.raises(Refused, match="不是门户的备份"):
        verify_backup(tmp_path / "letter.txt", cast.database.keys.backup)


def test_a_place_that_is_not_empty_is_left_alone(cast: Cast, backup: Path, tmp_path: Path) -> None:
    place = tmp_path / "used"
    place.mkdir()
    (place / "something").write_text("x")
    with pytest.raises(Refused, match="不是空的"):
        restore_backup(backup, place, cast.database.keys)
    assert sorted(path.name for path in place.iterdir()) == ["something"]


def test_a_back_up_made_while_people_write_is_of_one_moment(cast: Cast, uploads: Path, tmp_path: Path) -> None:
    done = threading.Event()

    def write() -> None:
        with cast.app.app_context():
            while not done.is_set():
                with cast.writing():
                    add_person("忙碌的人", by=None)

    busy = threading.Thread(target=write)
    busy.start()
    try:
        found = create_backup(cast.database, uploads, tmp_path / "busy.backup")
    finally:
        done.set()
        busy.join()
    restore_backup(tmp_path / "busy.backup", tmp_path / "restored", cast.database.keys)
    restored = Database(f"sqlite:///{tmp_path / 'restored' / 'portal.db'}", cast.database.keys)
    with restored.transaction():
        assert first_broken_row() is None
        assert counts()["journal"] == found.rows["journal"]
    restored.engine.dispose()
