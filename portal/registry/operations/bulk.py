"""Many rows in few statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import Table, insert

from portal.core.db import Base, session

CHUNK = 400

T = TypeVar("T")


def chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    """Batches small enough for one statement and for memory."""
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))


def put(model: type[Base], values: Sequence[dict[str, Any]]) -> None:
    """Insert many rows in one statement; nothing when there are none."""
    if values:
        session().execute(insert(model), values)


def table(model: type[Base]) -> Table:
    """The table itself, for updates of many rows with a version each."""
    return cast(Table, model.__table__)
