"""Tables written down row by row as lines of JSON, whatever the database, and read back."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import IO, Any

from sqlalchemy import Connection, Date, DateTime, LargeBinary, MetaData, Table, select

from portal.core.migrations import VERSION_TABLE

BATCH = 500


def tables(connection: Connection) -> list[Table]:
    """The database's own tables, parents first, with the types it stores (nothing is decrypted)."""
    known = MetaData()
    known.reflect(connection)
    return [table for table in known.sorted_tables if table.name != VERSION_TABLE]


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """Every row as one line of JSON."""
    ordered = select(table).order_by(*table.primary_key.columns)
    for row in connection.execution_options(yield_per=BATCH).execute(ordered).mappings():
        yield json.dumps({name: _written(value) for name, value in row.items()}, ensure_ascii=False).encode() + b"\n"


def _written(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def batches(table: Table, source: IO[bytes]) -> Iterator[list[Mapping[str, Any]]]:
    """The rows of a table's file, a few hundred at a time."""
    batch: list[Mapping[str, Any]] = []
    for row in _read(table, source):
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _read(table: Table, source: Iterable[bytes]) -> Iterator[Mapping[str, Any]]:
    for line in source:
        row = json.loads(line)
        yield {name: _as_stored(table.c[name].type, value) for name, value in row.items()}


def _as_stored(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, LargeBinary):
        return base64.b64decode(value)
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
