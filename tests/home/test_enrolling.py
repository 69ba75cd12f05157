"""A guardian enrols with a printed slip; dates, rights and orders decide what is open afterwards."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from portal.access.permissions import Role, Tier
from portal.children.models import Child, Guardian, NoContactOrder, Rights
from portal.core import clock
from portal.core.db import session
from portal.home.models import PrintedSlip, Slip
from portal.home.operations import print_slips
from portal.home.rules import half_hidden, normal_code
from portal.journal.models import JournalRow
from tests.accounts.signing_in import PASSWORD, sign_in
from tests.cast import CHILD, PEOPLE, Cast
from tests.forms import send

MOTHER, NUMBER = "韦秀兰", "13800138000"


def class_of(cast: Cast, name: str = CHILD) -> int:
    with cast.reading():
        found = session().scalars(select(Child.class_id).where(Child.name == name)).one()
        assert found
        return found


def mother(cast: Cast, *, telephone: str | None = NUMBER, rights: Rights = Rights.FULL, child: str = CHILD) -> None:
    """A guardian of the child who has no login yet."""
    with cast.writing():
        child_id = session().scalars(select(Child.id).where(Child.name == child)).one()
        added = Guardian(
            child_id=child_id, name=MOTHER, relation="52", place=3, telephone=telephone, rights=rights, from_day=clock.today()
        )
        session().add(added)


def printed(cast: Cast, name: str = CHILD) -> PrintedSlip:
    class_id = class_of(cast, name)
    with cast.writing():
        (one,) = print_slips(class_id, by=cast.viewer("lead"))
    return one


def join(client: FlaskClient, code: str, last_four: str = NUMBER[-4:]) -> FlaskClient:
    assert send(client, "/join", {"code": code}).location == "/join/child"
    assert send(client, "/join/child", {"last_four": last_four}).status_code == 302
    return client


def test_from_the_slip_to_the_first_page(cast: Cast) -> None:
    mother(cast)
    slip = printed(cast)
    client = cast.app.test_client()
    assert slip.code in client.get(f"/join?code={slip.code}").text
    assert send(client, "/join", {"code": slip.code.upper().replace("-", " ")}).location == "/join/child"
    page = client.get("/join/child").text
    assert "林*禾" in page
    assert CHILD not in page
    assert MOTHER not in page
    assert send(client, "/join/child", {"last_four": NUMBER[-4:]}).location == "/join/password"
    fields = {"login": NUMBER, "password": PASSWORD, "again": PASSWORD}
    assert send(client, "/join/password", fields).location == "/home"
    home = client.get("/home").text
    assert CHILD in home
    assert "方雅" in home
    for word in ("留守", "关注等级", "风险"):
        assert word not in home
    with cast.reading():
        events = session().scalars(select(JournalRow.event).order_by(JournalRow.seq)).all()
    assert {"home.guardian_enrolled", "accounts.password_set", "accounts.signed_in"} <= set(events[-8:])
    assert sign_in(cast.app.test_client(), "+86 138 0013 8000").status_code == 302
    assert send(cast.app.test_client(), "/join", {"code": slip.code}).status_code == 422


def test_five_wrong_answers_make_the_slip_void(cast: Cast) -> None:
    mother(cast)
    slip, client = printed(cast), cast.app.test_client()
    send(client, "/join", {"code": slip.code})
    answers = [send(client, "/join/child", {"last_four": "0000"}).status_code for _try in range(5)]
    assert answers == [422] * 5
    assert client.get("/join/child").status_code == 404
    assert send(cast.app.test_client(), "/join", {"code": slip.code}).status_code == 422


def test_the_password_page_stays_shut_until_the_question_is_answered(cast: Cast) -> None:
    mother(cast)
    slip, client = printed(cast), cast.app.test_client()
    assert client.get("/join/password").status_code == 404
    send(client, "/join", {"code": slip.code})
    assert client.get("/join/password").location == "/join/child"


def test_where_no_number_is_known_the_code_alone_opens(cast: Cast) -> None:
    mother(cast, telephone=None)
    client = join(cast.app.test_client(), printed(cast).code, "")
    fields = {"login": "xiulan", "password": PASSWORD, "again": PASSWORD}
    assert send(client, "/join/password", fields).location == "/home"


def test_printing_again_makes_the_earlier_slip_void_and_a_slip_ends_after_thirty_days(cast: Cast) -> None:
    mother(cast)
    first, second = printed(cast), printed(cast)
    assert send(cast.app.test_client(), "/join", {"code": first.code}).status_code == 422
    assert send(cast.app.test_client(), "/join", {"code": second.code}).status_code == 302
    with cast.writing():
        session().execute(update(Slip).values(expires_at=clock.now() - timedelta(seconds=1)))
    assert send(cast.app.test_client(), "/join", {"code": second.code}).status_code == 422


def test_the_code_is_nowhere_in_the_database(cast: Cast) -> None:
    mother(cast)
    slip = printed(cast)
    with cast.reading() as opened:
        stored = opened.connection().exec_driver_sql("SELECT code FROM slip").scalars().all()
    assert all(slip.code not in code and normal_code(slip.code) not in code for code in stored)


def test_a_signed_in_parent_adds_a_second_child(cast: Cast) -> None:
    mother(cast, child="周朗")
    slip = printed(cast, "周朗")
    client = join(cast.signed_in("parent"), slip.code)
    home = client.get("/home").text
    assert CHILD in home
    assert "周朗" in home


def test_an_order_closes_a_guardian_out_at_once(cast: Cast) -> None:
    client = cast.signed_in("parent")
    assert CHILD in client.get("/home").text
    with cast.writing():
        guardian = session().scalars(select(Guardian).where(Guardian.name == "林海生")).one()
        order = NoContactOrder(
            child_id=guardian.child_id, guardian_id=guardian.id, issued_by="青溪人民法院", from_day=clock.today(), until_day=None
        )
        session().add(order)
    assert CHILD not in client.get("/home").text
    with cast.writing():
        session().execute(update(NoContactOrder).values(lifted_at=clock.now()))
    assert CHILD in client.get("/home").text


@pytest.mark.parametrize(
    ("rights", "tiers"),
    [
        (Rights.FULL, {Tier.DIRECTORY, Tier.SCHOOLING, Tier.WELFARE}),
        (Rights.CONTACT, {Tier.DIRECTORY}),
        (Rights.NONE, set()),
    ],
)
def test_rights_decide_which_tiers_are_open(cast: Cast, rights: Rights, tiers: set[Tier]) -> None:
    with cast.writing():
        session().execute(update(Guardian).where(Guardian.name == "林海生").values(rights=rights))
    with cast.reading():
        reach = cast.viewer("parent").reach
    assert {tier for tier, found in reach.items() if found} == tiers


def test_a_guardian_whose_time_is_over_reaches_nobody(cast: Cast) -> None:
    with cast.writing():
        session().execute(update(Guardian).where(Guardian.name == "林海生").values(until_day=clock.today() - timedelta(days=1)))
    with cast.reading():
        assert not any(cast.viewer("parent").reach.values())


@pytest.mark.parametrize("key", list(PEOPLE))
def test_who_prints_slips_and_for_which_class(cast: Cast, key: str) -> None:
    mother(cast)
    client, role = cast.signed_in(key), PEOPLE[key][1]
    if role not in (Role.SAFEGUARDING_LEAD, Role.HOMEROOM_TEACHER):
        assert client.get("/slips").status_code == 403
        return
    page = client.get("/slips")
    assert page.status_code == 200
    url, expected = f"/slips/{class_of(cast)}", 404 if key == "other_homeroom" else 200
    answer = send(client, url, page="/slips" if expected == 200 else "/me")
    assert answer.status_code == expected
    if expected == 200:
        assert answer.mimetype == "application/pdf"


def test_the_paper_carries_a_code_and_names_that_can_be_copied(cast: Cast) -> None:
    from pypdf import PdfReader

    mother(cast)
    client = cast.signed_in("homeroom")
    paper = send(client, f"/slips/{class_of(cast)}", page="/slips")
    words = PdfReader(BytesIO(paper.data)).pages[0].extract_text()
    assert MOTHER in words
    assert re.search(r"[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}", words)


@pytest.mark.parametrize("key", list(PEOPLE))
def test_the_family_page_opens_for_families_only(cast: Cast, key: str) -> None:
    expected = 200 if PEOPLE[key][1] in (Role.GUARDIAN, Role.CARER) else 403
    assert cast.signed_in(key).get("/home").status_code == expected


@pytest.mark.parametrize(("name", "shown"), [("林小禾", "林*禾"), ("周朗", "周*"), ("欧阳小禾", "欧**禾"), ("林", "林")])
def test_a_name_is_half_hidden(name: str, shown: str) -> None:
    assert half_hidden(name) == shown
