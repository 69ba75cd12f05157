"""Putting a back-up into an empty place: tables of its version, its rows, its uploads, and the keys that open them."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import IO

from flask_babel import lazy_gettext as _l
from sqlalchemy import Connection, Integer, Table, inspect, text

from portal.backup.manifest import Manifest
from portal.backup.rows import batches, tables
from portal.backup.sealed import sealed_for_reading
from portal.backup.verifying import opened, verify_backup
from portal.core import migrations
from portal.core.db import Database
from portal.core.errors import Refused
from portal.core.keys import KeyRing, save_keys

UPLOADS = "uploads"


def restore_backup(source: Path, into: Path, keys: KeyRing, *, database_url: str = "") -> Manifest:
    """Restore into the folder `into` (made when absent) and, when given, an empty database; refused where anything is already."""
    if into.exists() and any(into.iterdir()):
        raise Refused(_l("The folder %(folder)s is not empty. A back-up is restored into an empty place only.", folder=into.name))
    found = verify_backup(source, keys.backup)
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    database = Database(database_url or f"sqlite:///{(into / 'portal.db').as_posix()}", keys)
    try:
        if inspect(database.engine).get_table_names():
            raise Refused(_l("The database is not empty. A back-up is restored into an empty database only."))
        migrations.upgrade(database, found.revision)
        with sealed_for_reading(source, keys.backup) as plain, opened(plain) as archive:
            _load(archive, database, into)
    finally:
        database.engine.dispose()
    save_keys(into, keys)
    return found


def _load(archive: tarfile.TarFile, database: Database, into: Path) -> None:
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            _sqlite_foreign_keys(connection, "OFF")
        with connection.begin():
            known = {table.name: table for table in tables(connection)}
            links = _unlink(connection, list(known.values()))
            for entry in archive:
                content = archive.extractfile(entry)
                if content is not None and entry.name.startswith("rows/"):
                    _fill(connection, known[Path(entry.name).stem], content)
                elif content is not None and entry.name.startswith(f"{UPLOADS}/"):
                    _put(into / UPLOADS, entry.name.removeprefix(f"{UPLOADS}/"), content)
            _link(connection, links)
            _count_on(connection, list(known.values()))
        if connection.dialect.name == "sqlite":
            _sqlite_foreign_keys(connection, "ON")


def _fill(connection: Connection, table: Table, content: IO[bytes]) -> None:
    connection.execute(table.delete()) if table.name == "journal_head" else None
    for batch in batches(table, content):
        connection.execute(table.insert(), batch)


def _put(folder: Path, name: str, content: IO[bytes]) -> None:
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()):
        raise Refused(_l("The back-up names a file outside its folder. It was not made by the portal."))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_bytes(content.read())


def _sqlite_foreign_keys(connection: Connection, state: str) -> None:
    raw = connection.connection.dbapi_connection
    if raw is not None:
        raw.cursor().execute(f"PRAGMA foreign_keys={state}")


def _unlink(connection: Connection, known: list[Table]) -> list[tuple[str, str, str]]:
    """On PostgreSQL take the foreign keys off while rows come in any order; putting them back checks every row."""
    if connection.dialect.name != "postgresql":
        return []
    query = text(
        "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
        "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
    )
    links = [(table, name, definition) for table, name, definition in connection.execute(query)]
    for table, name, _definition in links:
        connection.execute(text(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'))
    return links


def _link(connection: Connection, links: list[tuple[str, str, str]]) -> None:
    for table, name, definition in links:
        connection.execute(text(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}'))


def _count_on(connection: Connection, known: list[Table]) -> None:
    """Let PostgreSQL's counters go on after the highest number that came in."""
    if connection.dialect.name != "postgresql":
        return
    for table in known:
        for column in table.primary_key.columns:
            if isinstance(column.type, Integer) and column.autoincrement is True:
                counter = f"pg_get_serial_sequence('{table.name}', '{column.name}')"
                highest = f'SELECT setval({counter}, COALESCE(MAX("{column.name}"), 0) + 1, false)'
                connection.execute(text(f'{highest} FROM "{table.name}"'))
