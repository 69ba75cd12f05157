"""Runs migrations one transaction each. On SQLite foreign keys are off meanwhile and checked before they come back on,

because altering a table there means copying and dropping it, and dropping with foreign keys on deletes the children's rows.
"""

from __future__ import annotations

from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, DateTime, Engine, Enum, LargeBinary, MetaData, String
from sqlalchemy.types import TypeDecorator

from portal.core.db import Base

engine: Engine = context.config.attributes["engine"]
metadata: MetaData = context.config.attributes["metadata"]
if metadata is Base.metadata:
    from portal.domains import models as _models  # noqa: F401 - all tables must be known


def _foreign_keys(connection: Connection, state: str) -> None:
    raw = connection.connection.dbapi_connection
    if raw is None:
        raise RuntimeError("the connection is closed")
    raw.execute(f"PRAGMA foreign_keys={state}")


def _plain(kind: str, item: Any, _autogen: object) -> str | Literal[False]:
    """Migrations know their own tables: columns of ours are written down as what the database stores."""
    if kind != "type":
        return False
    if isinstance(item, Enum):
        return f"sa.String({item.length})"
    if isinstance(item, TypeDecorator):
        plain = {LargeBinary: "sa.LargeBinary()", String: "sa.String()", DateTime: "sa.DateTime()"}
        return plain[type(item.impl_instance)]
    return False


def _run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=True,
        transactional_ddl=True,
        transaction_per_migration=True,
        compare_type=True,
        render_item=_plain,
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
