"""The import in the browser: upload, headings, what would change, the word, the result, the way back."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.children.models import Child, Enrolment
from portal.core.sheets.reading import open_sheet
from portal.registry import work
from portal.registry.models import RegistryHeading, RegistryImport, Step
from tests.cast import CHILD, OTHER_CHILD, PEOPLE, Cast
from tests.forms import send
from tests.registry.importing import columns_of
from tests.registry.tables import number, pupil, table

INDEX = "/registry/imports"
BROTHER = pupil(姓名="石青山", 性别="1", 出生日期="20170304", 身份证件号=number("20170304", 351), 班号="2024101")


@pytest.fixture
def lead(cast: Cast) -> FlaskClient:
    return cast.signed_in("lead", locale="en")


def upload(cast: Cast, client: FlaskClient, content: bytes, filename: str = "五年级.xlsx") -> str:
    """Send a file and wait for its check; the address of the import."""
    answer = send(client, INDEX, {"file": (io.BytesIO(content), filename)}, content_type="multipart/form-data")
    assert answer.status_code == 303, answer.text
    work.wait(cast.app)
    return answer.headers["Location"]


def act(cast: Cast, client: FlaskClient, page: str, name: str, **fields: Any) -> TestResponse:
    """Press one of the buttons of an import's page, and wait for the work it began."""
    answer = send(client, f"{page}/{name}", fields, page=page)
    work.wait(cast.app)
    return answer


def content(*pupils: dict[str, Any], headings: dict[str, str] | None = None) -> bytes:
    return table(*pupils, headings=headings).getvalue()


def steps(cast: Cast) -> list[Step]:
    return [step for (step,) in columns_of(cast.app, RegistryImport, "step")]


def test_a_file_is_checked_shown_let_in_and_undone(cast: Cast, lead: FlaskClient) -> None:
    page = upload(cast, lead, content(pupil(), BROTHER, pupil(姓名="无班", 身份证件号=number(order=360), 班号="")))
    shown = lead.get(page).text
    assert "3 rows in the file" in shown
    assert columns_of(cast.app, Child, "name") == [(CHILD,), (OTHER_CHILD,)]
    waiting = lead.get(f"{page}/rows/parked").text
    assert "班号" in waiting
    assert "无班" in waiting
    assert "石青山" in lead.get(f"{page}/rows/new").text
    assert CHILD in lead.get(f"{page}/rows/left").text
    assert act(cast, lead, page, "confirmation", extent="part").status_code == 303
    assert steps(cast) == [Step.APPLIED]
    assert [name for (name,) in columns_of(cast.app, Child, "name")] == [CHILD, OTHER_CHILD, "石青苗", "石青山"]
    assert {step for (step,) in columns_of(cast.app, Child, "enrolment")} == {Enrolment.ENROLLED}
    assert act(cast, lead, page, "undoing").status_code == 303
    assert columns_of(cast.app, Child, "name") == [(CHILD,), (OTHER_CHILD,)]
    assert "Undone" in lead.get(page).text


def test_two_tabs_and_a_second_click_make_one_import(cast: Cast, lead: FlaskClient) -> None:
    file = content(pupil())
    page = upload(cast, lead, file)
    assert upload(cast, lead, file) == page
    act(cast, lead, page, "confirmation", extent="part")
    assert send(lead, f"{page}/confirmation", {"extent": "part"}, page=page).status_code == 303
    work.wait(cast.app)
    assert steps(cast) == [Step.APPLIED]
    assert len(columns_of(cast.app, Child, "id")) == 3


def test_unknown_headings_are_asked_once_and_remembered(cast: Cast, lead: FlaskClient) -> None:
    strange = {"姓名": "娃儿的名字", "特长": "爱好"}
    page = upload(cast, lead, content(pupil(特长="吹笛"), headings=strange))
    asked = lead.get(page).text
    assert "娃儿的名字" in asked
    assert "爱好" in asked
    act(cast, lead, page, "headings", **{"heading-0": "姓名", "heading-1": ""})
    assert steps(cast) == [Step.CHECKED]
    assert columns_of(cast.app, RegistryHeading, "word", "column", order="column") == [("爱好", ""), ("娃儿的名字", "姓名")]
    upload(cast, lead, content(pupil(特长="拉琴"), headings=strange))
    assert steps(cast) == [Step.CHECKED, Step.CHECKED]


@pytest.mark.parametrize(("sent", "filename"), [(b"PK\x03\x04nothing", "a.xlsx"), (b"%PDF-1.7", "a.pdf"), (b"x,y\n1,2\n", "a.csv")])
def test_a_file_that_is_none_is_refused_in_words(cast: Cast, lead: FlaskClient, sent: bytes, filename: str) -> None:
    page = upload(cast, lead, sent, filename)
    assert steps(cast) == [Step.FAILED]
    assert "This file cannot be taken in" in lead.get(page).text


def test_nothing_chosen_is_said_at_the_field(lead: FlaskClient) -> None:
    answer = send(lead, INDEX, {}, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "Choose the file" in answer.text


def test_the_marked_copy_names_what_to_put_right(cast: Cast, lead: FlaskClient) -> None:
    page = upload(cast, lead, content(pupil(性别="1")))
    answer = lead.get(f"{page}/marked")
    with open_sheet(io.BytesIO(answer.data), "marked.xlsx") as sheet:
        last = [row.cells[-1] for row in sheet.rows()]
    assert last[0] == "What to put right"
    assert "性别" in str(last[1])


def test_the_uploaded_file_lies_sealed_and_goes_when_it_is_in(cast: Cast, lead: FlaskClient) -> None:
    folder = cast.app.config["PORTAL"].uploads
    before = set(folder.glob("registry-*"))
    page = upload(cast, lead, content(pupil()))
    kept = list(set(folder.glob("registry-*")) - before)
    assert len(kept) == 1
    assert b"PK\x03\x04" not in kept[0].read_bytes()
    act(cast, lead, page, "confirmation", extent="part")
    assert not kept[0].exists()


def test_a_file_thrown_away_changes_nothing(cast: Cast, lead: FlaskClient) -> None:
    page = upload(cast, lead, content(pupil()))
    act(cast, lead, page, "withdrawal")
    assert steps(cast) == [Step.DROPPED]
    assert act(cast, lead, page, "confirmation", extent="part").status_code == 422


def test_when_the_files_changed_since_the_check_it_is_shown_again_before_anything_goes_in(cast: Cast, lead: FlaskClient) -> None:
    first = upload(cast, lead, content(pupil()))
    second = upload(cast, lead, content(pupil(), BROTHER))
    act(cast, lead, second, "confirmation", extent="part")
    act(cast, lead, first, "confirmation", extent="part")
    assert steps(cast) == [Step.CHECKED, Step.APPLIED]
    assert "The files changed since you looked" in lead.get(first).text


def test_the_roll_leaves_in_the_registrys_form_and_the_journal_knows(cast: Cast, lead: FlaskClient) -> None:
    answer = lead.get("/registry/roll")
    with open_sheet(io.BytesIO(answer.data), "roll.xlsx") as sheet:
        names = [row.cells[1] for row in sheet.rows()]
    assert names == ["姓名", CHILD, OTHER_CHILD]


@pytest.mark.parametrize("who", [key for key in PEOPLE if key != "lead"])
def test_nobody_else_opens_the_import(cast: Cast, who: str) -> None:
    client = cast.signed_in(who)
    assert client.get(INDEX).status_code == 403
    assert client.get("/registry/roll").status_code == 403


def test_what_waits_stands_on_the_desk(cast: Cast, lead: FlaskClient) -> None:
    upload(cast, lead, content(pupil()))
    assert "Let the checked registry file in" in lead.get("/today").text
