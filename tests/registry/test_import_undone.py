"""An import is undone as a whole, exactly, or not at all."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select, update

from portal.children.models import AidCategory, Child, Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.journal.queries import first_broken_row
from tests.registry.importing import columns_of, counts, database_of, everything, take_in, take_in_sample, undo_last
from tests.registry.tables import number, pupil

BROTHER = pupil(姓名="石青山", 性别="1", 出生日期="20170304", 身份证件号=number("20170304", 351), 班号="2024101")


def test_undoing_the_next_term_puts_every_file_back_as_it_was(app: Flask) -> None:
    take_in_sample(app, "registry_export.xlsx")
    before = everything(app)
    take_in_sample(app, "registry_export_next_term.xlsx")
    assert everything(app) != before
    undo_last(app)
    assert everything(app) == before
    again = take_in_sample(app, "registry_export_next_term.xlsx")
    assert (again["new"], again["changed"], again["left"]) == (9, 15, 12)
    with database_of(app).transaction():
        assert first_broken_row() is None


def test_undoing_the_first_import_leaves_an_empty_school(app: Flask, tmp_path: Path) -> None:
    before = everything(app)
    take_in(app, tmp_path, pupil(), BROTHER)
    undo_last(app)
    assert everything(app) == before


def test_family_and_whereabouts_come_back_with_the_file(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(是否留守儿童="2"), BROTHER)
    before = everything(app)
    other = pupil(姓名="石青禾", 是否留守儿童="1", 成员1姓名="石小满", 成员1关系="90", 成员1身份证件号="", 班号="2026103")
    assert counts(take_in(app, tmp_path, other, pupil(**{**BROTHER, "成员1联系电话": "13800138000"}))) == {"changed": 2}
    undo_last(app)
    assert everything(app) == before


def test_a_file_changed_since_stops_the_undoing_and_is_named(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(), BROTHER)
    take_in(app, tmp_path, pupil(成员1联系电话="13800138000"), BROTHER)
    with database_of(app).transaction(write=True):
        session().execute(update(Child).where(Child.name == "石青苗").values(boarding=True, version=Child.version + 1))
    with pytest.raises(Refused, match="石青苗"):
        undo_last(app)
    assert columns_of(app, Guardian, "telephone") == [("13800138000",), ("13958148688",)]


def test_what_the_journal_tells_of_a_file_stops_the_undoing_too(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil(), BROTHER)
    with database_of(app).transaction(write=True):
        child_id = session().scalars(select(Child.id).where(Child.name == "石青山")).one()
        record("registry.file_changed", child_id=child_id, by=None)
    with pytest.raises(Refused, match="石青山"):
        undo_last(app)


def test_a_file_that_other_records_rest_on_is_not_unmade(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil())
    with database_of(app).transaction(write=True):
        child_id = session().scalars(select(Child.id)).one()
        session().add(AidCategory(child_id=child_id, category="orphan", from_day=clock.today()))
    with pytest.raises(Refused, match="石青苗"):
        undo_last(app)


def test_an_import_is_undone_once_and_within_thirty_days(app: Flask, tmp_path: Path) -> None:
    take_in(app, tmp_path, pupil())
    with time_machine.travel(clock.now() + timedelta(days=31)), pytest.raises(Refused):
        undo_last(app)
    undo_last(app)
    with pytest.raises(Refused):
        undo_last(app)
