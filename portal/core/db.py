"""One engine, two kinds of transaction, and the session of the transaction that is open now.

SQLite loses updates under its driver's default, and refuses upgrades from a read snapshot; so reads begin DEFERRED and
writes begin IMMEDIATE, one writer at a time per process (measured: no lost update, shorter tails).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import DateTime, Engine, FromClause, MetaData, Select, create_engine, event, make_url
from sqlalchemy import Enum as EnumType
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from portal.core.keys import KeyRing
from portal.core.private import begin_private, make_private

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

#: SQLite keeps so many statements ready a connection; the pages of the house ask some four hundred different ones.
SENTENCES = 1000

SQLITE_PRAGMAS = ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=10000", "synchronous=NORMAL", "secure_delete=ON")

_open: ContextVar[Session | None] = ContextVar("open_session", default=None)

T = TypeVar("T")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: aware in Python, UTC in the database; a naive moment is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def _values(kind: type[Enum]) -> list[str]:
    return [str(member.value) for member in kind]


class Base(DeclarativeBase):
    """Parent of all tables; every constraint has a name, because migrations on SQLite need one.

    Enums are stored as their values in plain text, so that a new member needs no migration.
    """

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map = {
        datetime: UtcDateTime(),
        StrEnum: EnumType(StrEnum, native_enum=False, create_constraint=False, length=40, values_callable=_values),
    }


class Opened(Session):
    """A session that asks for columns straight on its connection: what only entities need costs as much again as the question."""

    def execute(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """As the library's; in a reading transaction there is nothing to flush before."""
        if more or self.info["writes"] or not isinstance(statement, Select) or _asks_for_entities(statement):
            return super().execute(statement, params, **more)
        return self.connection().execute(statement, params)

    def scalars(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """The first column of each row."""
        return self.execute(statement, params, **more).scalars()

    def scalar(self, statement: Any, params: Any = None, **more: Any) -> Any:
        """The first column of the first row, or None."""
        return self.execute(statement, params, **more).scalar()


def _asks_for_entities(statement: Select[Any]) -> bool:
    return any(isinstance(asked, FromClause) for asked in statement._raw_columns)  # public ways cost as much as the question


def session() -> Session:
    """The session of the open transaction; there is exactly one, opened at the door or by a command."""
    current = _open.get()
    if current is None:
        raise RuntimeError("no transaction is open: wrap the call in Database.transaction()")
    return current


def in_transaction() -> bool:
    """Whether a transaction is open in this thread of work."""
    return _open.get() is not None


def remembered(name: str, seconds: float, make: Callable[[], T]) -> T:
    """What `make` returned at most `seconds` ago in this process: for facts every page needs and few people change."""
    memory: dict[str, tuple[float, T]] = session().info["memory"]
    found = memory.get(name)
    if found is None or found[0] < time.monotonic():
        found = memory[name] = (time.monotonic() + seconds, make())
    return found[1]


def read_once(key: tuple[object, ...], make: Callable[[], T]) -> T:
    """What `make` read earlier on this page: several domains ask the same of one child. A writing transaction reads anew."""
    opened = session()
    if opened.info["writes"]:
        return make()
    known: dict[tuple[object, ...], T] = opened.info.setdefault("read", {})
    if key not in known:
        known[key] = make()
    return known[key]


def forget(name: str) -> None:
    """Have the next reader look again, here at once and in other processes when their time is up."""
    opened = session()
    event.listen(opened, "after_commit", lambda _: opened.info["memory"].pop(name, None), once=True)


class Database:
    """The school's database: opens transactions, and nothing else does."""

    def __init__(self, url: str, keys: KeyRing) -> None:
        self.engine = _engine(url)
        self.keys = keys
        # Encrypted column types see only the dialect, so the keys travel on it: one ring an engine, no global.
        setattr(self.engine.dialect, "key_ring", keys)  # noqa: B010 - the dialect declares no such attribute
        self._writer = self.engine.execution_options(sqlite_begin="IMMEDIATE")
        self._one_writer = threading.Lock()
        self.memory: dict[str, tuple[float, Any]] = {}

    @contextmanager
    def transaction(self, *, write: bool = False) -> Iterator[Session]:
        """Open the one transaction of a request or command; commit at the end, roll back on any exception."""
        if in_transaction():
            raise RuntimeError("a transaction is open already: one request, one transaction")
        with self._turn(write), Opened(self._writer if write else self.engine, expire_on_commit=False) as opened:
            opened.info["keys"] = self.keys
            opened.info["memory"] = self.memory
            opened.info["writes"] = write
            token = _open.set(opened)
            try:
                yield opened
                if write:
                    opened.commit()
            finally:
                _open.reset(token)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """The open transaction, or a reading one where none is open (error pages, language choice)."""
        if in_transaction():
            yield session()
        else:
            with self.transaction() as opened:
                yield opened

    @contextmanager
    def _turn(self, write: bool) -> Iterator[None]:
        if write and self.engine.dialect.name == "sqlite":
            with self._one_writer:
                yield
        else:
            yield


def _engine(url: str) -> Engine:
    parsed = make_url(url)
    if parsed.drivername in ("postgres", "postgresql"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, pool_size=10, max_overflow=5, pool_pre_ping=True)
    engine = create_engine(parsed, pool_size=10, max_overflow=5, connect_args={"cached_statements": SENTENCES})
    event.listen(engine, "do_connect", lambda *_: _keep_private(parsed.database))
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _keep_private(path: str | None) -> None:
    """The file and the two beside it, which take its rights, are the portal's own; told before SQLite makes it for everybody."""
    if path and path != ":memory:":
        begin_private(Path(path))
        make_private(Path(path))


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")
