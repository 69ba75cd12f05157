"""Opening the receiver: its tables and the key receipts are signed with, made on the first start."""

from __future__ import annotations

from sqlalchemy import select

from portal.core.db import Database, session
from portal.core.keys import KeyProblem, KeyRing
from portal.district.models import DistrictBase, Holder
from portal.exchange.signing import SigningKey

TABLES = 1  # the version of the tables this program knows
PURPOSE = "holder.key"


def opened(database: Database, keys: KeyRing) -> SigningKey:
    """The receiver's key; KeyProblem when its tables are those of a later version."""
    DistrictBase.metadata.create_all(database.engine)
    with database.transaction(write=True):
        holder = session().scalar(select(Holder))
        if holder is None:
            made = SigningKey.fresh()
            session().add(Holder(tables=TABLES, key=keys.encrypt(made.text, PURPOSE)))
            return made
        if holder.tables > TABLES:
            raise KeyProblem("This database was written by a later version of the receiver. Install that one.")
        return SigningKey.read(keys.decrypt(holder.key, PURPOSE))
