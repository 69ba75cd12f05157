"""Opening the receiver: its tables and the key receipts are signed with, made on the first start."""

from __future__ import annotations

from sqlalchemy import inspect, select

from portal.core import migrations
from portal.core.db import Database, session
from portal.core.keys import KeyProblem, KeyRing
from portal.district.models import DistrictBase, Holder
from portal.exchange.signing import SigningKey

#: The receiver's tables, with a history of their own.
RECEIVER = migrations.Tables(DistrictBase.metadata, "district")
#: Receivers made before there was a history have these tables.
FIRST = "0001_receiver"
TABLES = 1
PURPOSE = "holder.key"
LATER = "This database was written by a later version of the receiver. Install that one."


def opened(database: Database, keys: KeyRing) -> SigningKey:
    """The receiver's key, its tables brought up to this version; KeyProblem when they are those of a later one."""
    _bring_up(database)
    with database.transaction(write=True):
        holder = session().scalar(select(Holder))
        if holder is None:
            made = SigningKey.fresh()
            session().add(Holder(tables=TABLES, key=keys.encrypt(made.text, PURPOSE)))
            return made
        return SigningKey.read(keys.decrypt(holder.key, PURPOSE))


def _bring_up(database: Database) -> None:
    tables = inspect(database.engine).get_table_names()
    if Holder.__tablename__ in tables and migrations.VERSION_TABLE not in tables:
        migrations.take_as(database, FIRST, RECEIVER)
    if not migrations.is_known(database, RECEIVER):
        raise KeyProblem(LATER)
    migrations.upgrade(database, of=RECEIVER)
