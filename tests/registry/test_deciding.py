"""A doubtful row waits for a person: the same child, updated, or another one, made anew; nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from portal.children.models import Child
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.registry.models import RegistryImport, RegistryImportRow, Step
from tests.cast import Cast
from tests.registry.importing import columns_of
from tests.registry.tables import number, pupil
from tests.registry.test_import_pages import act, content, upload

NAME = "石青苗"
WITHOUT: dict[str, Any] = {"身份证件类型": "Z", "身份证件号": ""}
TWIN = pupil(身份证件号=number(order=350))


@pytest.fixture
def lead(cast: Cast) -> FlaskClient:
    return cast.signed_in("lead")


def there(cast: Cast, lead: FlaskClient, *pupils: dict[str, Any]) -> list[int]:
    """These children have files; their numbers."""
    page = upload(cast, lead, content(*pupils), "名册.xlsx")
    act(cast, lead, page, "confirmation", extent="part")
    with cast.reading():
        return list(session().scalars(select(Child.id).where(Child.name == NAME).order_by(Child.id)))


def kinds(cast: Cast) -> list[tuple[int, str]]:
    with cast.reading():
        last = select(RegistryImport.id).order_by(RegistryImport.id.desc()).limit(1).scalar_subquery()
        rows = select(RegistryImportRow.number, RegistryImportRow.kind).where(RegistryImportRow.import_id == last)
        return [(row[0], str(row[1])) for row in session().execute(rows.where(RegistryImportRow.number > 0))]


def test_a_row_that_may_be_two_children_is_told_which_and_updates_that_one(cast: Cast, lead: FlaskClient) -> None:
    first, second = there(cast, lead, pupil(), TWIN)
    page = upload(cast, lead, content(pupil(**WITHOUT, 现住址="新址 8 号")), "第二份.xlsx")
    assert kinds(cast) == [(2, "parked")]
    shown = lead.get(f"{page}/rows/parked").text
    assert shown.count(f"就是 {NAME}") == 2
    assert "是另一个孩子，新建" in shown
    assert act(cast, lead, page, f"rows/2/is/{second}").status_code == 303
    assert kinds(cast) == [(2, "changed")]
    act(cast, lead, page, "confirmation", extent="part")
    with cast.reading():
        record = select(Child.registry_record)
        assert "新址 8 号" in str(session().scalar(record.where(Child.id == second)))
        assert "新址 8 号" not in str(session().scalar(record.where(Child.id == first)))
        assert session().scalars(select(JournalRow.child_id).where(JournalRow.event == "registry.row_decided")).all() == [second]


def test_another_child_is_made_anew(cast: Cast, lead: FlaskClient) -> None:
    before = there(cast, lead, pupil(), TWIN)
    page = upload(cast, lead, content(pupil(**WITHOUT)), "第二份.xlsx")
    act(cast, lead, page, "rows/2/is/0")
    assert kinds(cast) == [(2, "new")]
    act(cast, lead, page, "confirmation", extent="part")
    with cast.reading():
        now = session().scalars(select(Child.id).where(Child.name == NAME)).all()
    assert len(now) == len(before) + 1


def test_a_row_like_an_earlier_one_of_the_same_file_may_be_another_child(cast: Cast, lead: FlaskClient) -> None:
    page = upload(cast, lead, content(pupil(), pupil(**WITHOUT)), "一份.xlsx")
    assert kinds(cast) == [(2, "new"), (3, "parked")]
    assert "是另一个孩子，新建" in lead.get(f"{page}/rows/parked").text
    act(cast, lead, page, "rows/3/is/0")
    assert kinds(cast) == [(2, "new"), (3, "new")]


def test_a_likeness_under_another_number_may_be_the_same_child_after_all(cast: Cast, lead: FlaskClient) -> None:
    [known] = there(cast, lead, pupil())
    page = upload(cast, lead, content(TWIN), "第二份.xlsx")
    assert kinds(cast) == [(2, "new")]
    assert f"就是 {NAME}" in lead.get(f"{page}/rows/warned").text
    act(cast, lead, page, f"rows/2/is/{known}")
    assert kinds(cast) == [(2, "changed")]
    act(cast, lead, page, "confirmation", extent="part")
    assert (number(order=350),) in columns_of(cast.app, Child, "id_number")
    assert (number(),) not in columns_of(cast.app, Child, "id_number")


def test_two_rows_are_never_one_child(cast: Cast, lead: FlaskClient) -> None:
    first, _second = there(cast, lead, pupil(), TWIN)
    rows = (pupil(**WITHOUT, 现住址="甲"), pupil(**WITHOUT, 成员1姓名="石二川", 现住址="乙"))
    page = upload(cast, lead, content(*rows), "第二份.xlsx")
    act(cast, lead, page, f"rows/2/is/{first}")
    act(cast, lead, page, f"rows/3/is/{first}")
    with cast.reading():
        last = select(RegistryImport.id).order_by(RegistryImport.id.desc()).limit(1).scalar_subquery()
        named = select(RegistryImportRow.child_id).where(RegistryImportRow.import_id == last, RegistryImportRow.number > 0)
        found = session().scalars(named).all()
    assert first in found
    assert len(set(found)) == len(found)


def test_only_what_the_row_may_mean_is_taken_and_only_before_the_import(cast: Cast, lead: FlaskClient) -> None:
    first, _second = there(cast, lead, pupil(), TWIN)
    page = upload(cast, lead, content(pupil(**WITHOUT)), "第二份.xlsx")
    for wrong in (f"rows/2/is/{cast.child_id()}", "rows/9/is/0", "rows/2/is/99999"):
        assert act(cast, lead, page, wrong).status_code == 404, wrong
    assert act(cast, cast.signed_in("homeroom"), "/today", f"..{page}/rows/2/is/{first}").status_code in (403, 404)
    act(cast, lead, page, f"rows/2/is/{first}")
    act(cast, lead, page, "confirmation", extent="part")
    assert act(cast, lead, page, "rows/2/is/0").status_code in (409, 422)
    assert columns_of(cast.app, RegistryImport, "step")[-1] == (Step.APPLIED,)
