"""Brings a database's tables up to this version: the portal's, or the district receiver's (Alembic, called by our own code)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection, MetaData

from portal.config import ROOT
from portal.core.db import Base, Database

if TYPE_CHECKING:
    from alembic.config import Config as AlembicConfig


@dataclass(frozen=True)
class Tables:
    """A set of tables and the folder below `migrations` that holds their history."""

    metadata: MetaData
    folder: str


PORTAL = Tables(Base.metadata, "versions")


def configuration(database: Database, of: Tables = PORTAL) -> AlembicConfig:
    """Alembic's settings for this database, without any file."""
    from alembic.config import Config as AlembicConfig

    settings = AlembicConfig()
    settings.set_main_option("script_location", str(ROOT / "migrations").replace("%", "%%"))
    settings.set_main_option("version_locations", str(ROOT / "migrations" / of.folder).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    settings.set_main_option("file_template", "%%(rev)s")
    settings.attributes["engine"] = database.engine
    settings.attributes["metadata"] = of.metadata
    return settings


VERSION_TABLE = "alembic_version"


def revision_of(connection: Connection) -> str:
    """The revision the tables are at."""
    from alembic.runtime.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision() or "base"


def upgrade(database: Database, revision: str = "head", of: Tables = PORTAL) -> None:
    """Run every migration not yet run, each in its own transaction."""
    from alembic import command

    command.upgrade(configuration(database, of), revision)


def take_as(database: Database, revision: str, of: Tables) -> None:
    """Note that tables made without a history are those of a revision."""
    from alembic import command

    command.stamp(configuration(database, of), revision)


def is_known(database: Database, of: Tables) -> bool:
    """Whether this version knows the revision the tables are at, so that it may go on from there; also where there is none yet."""
    from alembic.script import ScriptDirectory

    with database.engine.connect() as connection:
        found = revision_of(connection)
    return found in ("base", *(one.revision for one in ScriptDirectory.from_config(configuration(database, of)).walk_revisions()))


def downgrade(database: Database, revision: str) -> None:
    """Go back to an earlier revision; for tests and for repairing a failed upgrade."""
    from alembic import command

    command.downgrade(configuration(database), revision)


def draft(database: Database, number: str, words: str) -> None:
    """Write a new migration from what the models say and the database has not; to be read and put right by hand."""
    from alembic import command

    command.revision(configuration(database), message=words, rev_id=number, autogenerate=True)


def differences(database: Database, of: Tables = PORTAL) -> list[object]:
    """What the models say and the database has not, or the other way round; empty when they agree."""
    from alembic.autogenerate import compare_metadata
    from alembic.runtime.migration import MigrationContext

    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection, opts={"compare_type": True})
        return list(compare_metadata(found, of.metadata))


def is_current(database: Database) -> bool:
    """Whether the tables are those of this version."""
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    with database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    return set(found) == set(ScriptDirectory.from_config(configuration(database)).get_heads())
