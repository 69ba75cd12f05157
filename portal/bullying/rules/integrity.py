"""What is sealed: a record's content as one digest, and a chain of digests that shows the first link somebody touched."""

from __future__ import annotations

import json
from collections.abc import Sequence
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


def content_of(row: Any) -> Sequence[str]:
    """Every sealed column of a record, by name and value, in the order of the names."""
    columns = sorted(column.key for column in row.__table__.columns if column.key not in OPEN)
    return [row.__tablename__, *(part for name in columns for part in (name, said(getattr(row, name))))]


def digest_of(key: bytes, row: Any) -> str:
    """The digest of one record."""
    return digest(key, "", content_of(row))


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
