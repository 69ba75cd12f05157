"""The journal is a chain: nothing in it can be changed, removed or put in between without being seen."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portal.journal.models import JournalRow
from portal.journal.queries import first_broken_row
from portal.people.operations import add_person
from tests.cast import Cast


def test_the_cast_left_a_whole_chain(cast: Cast) -> None:
    with cast.reading() as opened:
        assert opened.query(JournalRow).count() > 10
        assert first_broken_row() is None


@pytest.mark.parametrize("act", ["UPDATE journal SET event = 'x' WHERE seq = 3", "DELETE FROM journal WHERE seq = 3"])
def test_the_database_itself_refuses_to_touch_a_row(cast: Cast, act: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"), cast.writing() as opened:
        opened.execute(text(act))


def test_a_row_changed_behind_the_portal_is_named(cast: Cast) -> None:
    with cast.writing() as opened:
        if opened.get_bind().dialect.name == "sqlite":
            opened.execute(text("DROP TRIGGER journal_no_update"))
        else:
            opened.execute(text("ALTER TABLE journal DISABLE TRIGGER journal_sealed"))
        opened.execute(text("UPDATE journal SET person_id = NULL, role = 'x' WHERE seq = 5"))
    with cast.reading():
        assert first_broken_row() == 5


def test_a_tail_cut_off_is_seen(cast: Cast) -> None:
    with cast.writing() as opened:
        opened.execute(text("UPDATE journal_head SET seq = seq + 1"))
    with cast.reading() as opened:
        rows = opened.query(JournalRow).count()
        assert first_broken_row() == rows + 1


def test_the_chain_goes_on_over_many_transactions(cast: Cast) -> None:
    for name in ("甲", "乙", "丙"):
        with cast.writing():
            add_person(name, by=cast.viewer("administrator"))
    with cast.reading():
        assert first_broken_row() is None
