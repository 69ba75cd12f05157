"""Opening the house: the keys are made once, and afterwards they must be those the database was written with."""

from __future__ import annotations

from sqlalchemy import inspect, select
from sqlalchemy.exc import OperationalError

from portal.config import Config
from portal.core.db import Database
from portal.core.keys import KEY_FILE, KeyProblem, KeyRing, load_keys, save_keys
from portal.school.models import School


def keys_of(config: Config) -> KeyRing:
    """The installation's keys; made on the first run only, refused when they do not open the database."""
    if (config.instance / KEY_FILE).exists():
        keys = load_keys(config.instance)
        _check(config, keys)
        return keys
    keys = KeyRing.fresh()
    if _holds_a_school(config, keys):
        load_keys(config.instance)  # says which file is missing and what to do
    save_keys(config.instance, keys)
    return keys


def _check(config: Config, keys: KeyRing) -> None:
    """Read the one field that exists to be opened; KeyProblem tells when it does not."""
    if not _holds_a_school(config, keys):
        return
    database = Database(config.database_url, keys)
    try:
        with database.transaction() as opened:
            opened.execute(select(School.key_check)).scalar_one_or_none()
    finally:
        database.engine.dispose()


def _holds_a_school(config: Config, keys: KeyRing) -> bool:
    database = Database(config.database_url, keys)
    path = database.engine.url.database
    if database.engine.dialect.name == "sqlite" and path and not config.instance.joinpath(path).exists():
        return False
    try:
        if not inspect(database.engine).has_table(School.__tablename__):
            return False
        with database.transaction() as opened:
            return opened.scalar(select(School.id)) is not None
    except OperationalError as error:
        raise KeyProblem(
            f"The database cannot be reached. Check PORTAL_DATABASE_URL and that its server runs. ({type(error.orig).__name__})"
        ) from None
    finally:
        database.engine.dispose()
