"""Changing the field key: a new key encrypts from now on, and everything written with older ones is written again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, Table, bindparam, select, update

from portal.core.db import Base, Database, session
from portal.core.fields import EncryptedJson, EncryptedText

BATCH = 500


def encrypted_columns() -> Iterator[tuple[Table, list[Column[Any]]]]:
    """Every table that holds encrypted fields, with those columns."""
    for table in Base.metadata.sorted_tables:
        columns = [column for column in table.columns if isinstance(column.type, EncryptedText | EncryptedJson)]
        if columns:
            yield table, columns


def write_again(database: Database) -> int:
    """Write every encrypted field again under the active key, a few hundred rows a transaction; returns how many rows.

    Safe to stop and repeat: what was written again stays readable, and so does what was not. The journal is not touched,
    since it holds no encrypted field.
    """
    return sum(_write_table_again(database, table, columns) for table, columns in encrypted_columns())


def _write_table_again(database: Database, table: Table, columns: list[Column[Any]]) -> int:
    key = next(iter(table.primary_key.columns))
    last, count = None, 0
    while True:
        with database.transaction(write=True) as opened:
            following = select(key, *columns).order_by(key).limit(BATCH)
            rows = opened.execute(following if last is None else following.where(key > last)).all()
            if not rows:
                return count
            _update(table, key, columns, rows)
            last, count = rows[-1][0], count + len(rows)


def _update(table: Table, key: Column[Any], columns: list[Column[Any]], rows: Any) -> None:
    changed = (
        update(table).where(key == bindparam("row_key")).values({column: bindparam(f"new_{column.name}") for column in columns})
    )
    values = [{"row_key": row[0]} | {f"new_{column.name}": row[place] for place, column in enumerate(columns, 1)} for row in rows]
    session().connection().execute(changed, values)
