"""What is sealed: a record's content as one digest, and a chain of digests that shows the first link somebody touched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from portal.core.clock import SCHOOL_ZONE
from portal.journal.rules import digest

#: Columns that may change after a record was sealed; each of their changes is a step of its own.
OPEN = frozenset(
    {"version", "state", "tier", "withdrawn_at", "withdrawn_why", "recused_at", "recused_why", "lifted_at", "lifted_why"}
)


def said(value: Any) -> str:
    """A value as the text its digest covers, the same whichever database it comes from."""
    if value is None:
        return ""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, datetime):
        return value.astimezone(SCHOOL_ZONE).isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return str(value)


def content_of(row: Any, instead: Mapping[str, Any]) -> Sequence[str]:
    """Every sealed column of a record, by name and value, in the order of the names; `instead` holds other values for some."""
    columns = sorted(column.key for column in row.__table__.columns if column.key not in OPEN)
    values = ((name, instead[name] if name in instead else getattr(row, name)) for name in columns)
    return [row.__tablename__, *(part for name, value in values for part in (name, said(value)))]


def digest_of_rows(key: bytes, last: str, rows: Iterable[Any]) -> str:
    """The digest of all rows of one table, every column of them, in the given order; `last` is the last step's.

    Whose file a row rests on is left out: it changes when two files of one child are joined, and the steps seal it.
    """
    return digest(key, last, [part for row in rows for part in _everything(row)])


def _everything(row: Any) -> Iterator[str]:
    for name in sorted(column.key for column in row.__table__.columns if column.key != "child_id"):
        yield name
        yield said(getattr(row, name))


def digest_of(key: bytes, row: Any, **instead: Any) -> str:
    """The digest of one record, or of what it would be with other values."""
    return digest(key, "", content_of(row, instead))


def link(key: bytes, previous: str, row: Any) -> str:
    """The digest of a link of a chain: everything it says but the digest itself, and the link before."""
    columns = sorted(column.key for column in row.__table__.columns if column.key not in ("id", "digest"))
    return digest(key, previous, [part for name in columns for part in (name, said(getattr(row, name)))])


def first_broken(key: bytes, start: str, links: Sequence[Any]) -> int | None:
    """Number of the first link that is missing, put in or changed; None when the chain is whole."""
    previous = start
    for number, row in enumerate(links, 1):
        if row.seq != number or row.digest != link(key, previous, row):
            return number
        previous = row.digest
    return None
