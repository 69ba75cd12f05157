"""Whatever is kept sealed is declared: why, on what ground, until when, and how it is emptied."""

from __future__ import annotations

from collections import Counter

from flask import Flask
from sqlalchemy import inspect

from portal.access.permissions import FAMILY, REACH
from portal.core.contributions import registered
from portal.core.db import Base
from portal.core.fields import EncryptedJson, EncryptedText
from portal.core.holdings import Holding

#: Not about people: the mark that tells whether the school's key fits.
NOT_ABOUT_PEOPLE = frozenset({"school"})


def holdings(app: Flask) -> list[Holding]:
    with app.app_context():
        return [holding for contributed in registered() for holding in contributed.holdings]


def test_every_table_with_a_sealed_column_is_declared_once(app: Flask) -> None:
    sealed = {
        name
        for name, table in Base.metadata.tables.items()
        if any(isinstance(column.type, EncryptedText | EncryptedJson) for column in table.columns)
    }
    declared = Counter(table for holding in holdings(app) for table in holding.tables)
    assert not sealed - set(declared) - NOT_ABOUT_PEOPLE, "add the table to a holding of its domain: portal/<domain>/holdings.py"
    assert not [table for table, times in declared.items() if times > 1]
    assert not set(declared) - set(Base.metadata.tables), "a holding names a table that is not there"


def test_every_holding_says_how_long(app: Flask) -> None:
    for holding in holdings(app):
        assert bool(holding.months) != bool(holding.kept), holding.key
        assert bool(holding.months) == bool(holding.texts), holding.key


def test_every_holding_says_who_reads_it(app: Flask) -> None:
    for holding in holdings(app):
        assert holding.tier or holding.opened_by, holding.key
        family = bool(holding.tier) and any(holding.tier in REACH[role] for role in FAMILY)
        assert not family or holding.key in OF_A_CHILD, f"{holding.key}: does a family read this? If not, name what opens it"


#: What a guardian may see of an own child, in whole or in part.
OF_A_CHILD = frozenset(
    """attendance.days children.identity children.family children.papers enrolment.roll guardianship.care contact.talks
    visits.visits courses.sessions home.words""".split()
)


def test_what_is_emptied_names_columns_of_declared_tables_and_leaves_no_hole(app: Flask) -> None:
    declared = {table for holding in holdings(app) for table in holding.tables}
    for holding in holdings(app):
        for texts in holding.texts:
            columns = inspect(texts.model).columns
            assert texts.model.__tablename__ in declared, holding.key
            for name, blank in texts.blank.items():
                assert name in columns, (holding.key, name)
                assert blank is not None or columns[name].nullable, (holding.key, name)


def test_every_sealed_column_of_a_term_is_emptied_or_named_as_kept(app: Flask) -> None:
    """Columns that are a code, a choice or a proof, and stay."""
    found = set()
    for holding in holdings(app):
        emptied = {(texts.model.__tablename__, name) for texts in holding.texts for name in texts.blank}
        for table in holding.tables if holding.months else ():
            for column in Base.metadata.tables[table].columns:
                if isinstance(column.type, EncryptedText | EncryptedJson) and (table, column.name) not in emptied:
                    found.add(f"{table}.{column.name}")
    assert found == STAYS


#: Codes two people agreed on, a choice about the school's own rules, a guardian's whole answer to a check, the name of a file,
#: what the registry last said (it goes with the roll), and words written to many, not about one child.
STAYS = {
    "attention_choice.reason",
    "carer_check.health",
    "counseling_case.level",
    "counseling_level_change.levels",
    "counseling_session.group_name",
    "notice.body",
    "notice.choices",
    "notice.title",
    "notice_withdrawal.reason",
    "registry_import.filename",
    "registry_import.notes",
    "registry_word.record",
}
