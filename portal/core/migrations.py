"""Brings the database's tables up to this version of the portal (Alembic, called from our own commands)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.config import ROOT
from portal.core.db import Database

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig


def configuration(database: Database) -> AlembicConfig:
    """Alembic's settings for this database, without any file."""
    from alembic.config import Config as AlembicConfig

    settings = AlembicConfig()
    settings.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.attributes["engine"] = database.engine
    return settings


def upgrade(database: Database, revision: str = "head") -> None:
    """Run every migration not yet run, each in its own transaction."""
    from alembic import command

    command.upgrade(configuration(database), revision)


def downgrade(database: Database, revision: str) -> None:
    """Go back to an earlier revision; for tests and for repairing a failed upgrade."""
    from alembic import command

    command.downgrade(configuration(database), revision)


def is_current(database: Database) -> bool:
    """Whether the tables are those of this version."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    return set(found) == set(ScriptDirectory.from_config(configuration(database)).get_heads())
