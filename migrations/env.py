"""Runs migrations one transaction each. On SQLite foreign keys are off meanwhile and checked before they come back on,

because altering a table there means copying and dropping it, and dropping with foreign keys on deletes the children's rows.
"""

from __future__ import annotations

from alembic import context
from sqlalchemy import Connection, Engine

from portal.core.db import Base
from portal.domains import models as _models  # noqa: F401 - all tables must be known

engine: Engine = context.config.attributes["engine"]


def _foreign_keys(connection: Connection, state: str) -> None:
    raw = connection.connection.dbapi_connection
    assert raw is not None
    raw.execute(f"PRAGMA foreign_keys={state}")


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


with engine.connect() as connection:
    if engine.dialect.name != "sqlite":
        _run(connection)
    else:
        _foreign_keys(connection, "OFF")
        try:
            _run(connection)
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"a migration left rows without their parent in: {sorted({row[0] for row in broken})}")
        finally:
            connection.rollback()
            _foreign_keys(connection, "ON")
