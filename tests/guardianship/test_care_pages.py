"""Pages of care: what is missing stands with its owner and its day; papers grow over weeks; nobody else finds them."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select, update

from portal.children.left_behind import Parent, ParentState
from portal.children.models import Guardian, Whereabouts
from portal.core import clock
from portal.core.db import session
from portal.guardianship.duties import care_deadlines, notice_deadlines
from portal.guardianship.figures import members
from portal.guardianship.models import AgreementEnding, CarerCheck, EntrustedCareAgreement
from portal.guardianship.queries import care_within
from portal.journal.models import JournalRow
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.children.school import fill
from tests.core.test_pdf_text import read
from tests.counting import statements
from tests.forms import send

TODAY = clock.today()
CANARY = "金丝雀缝纫铺"


def send_away(cast: Cast, name: str = CHILD, known: date | None = None) -> int:
    """Both parents of the child work elsewhere."""
    child_id = cast.child_id(name)
    with cast.writing():
        for parent in (Parent.FATHER, Parent.MOTHER):
            session().add(Whereabouts(child_id=child_id, parent=parent, state=ParentState.AWAY_FOR_WORK, since_at_latest=False,
                                      from_day=known or TODAY - timedelta(days=30), recorded_at=clock.now()))  # fmt: skip
    return child_id


def carer_id(cast: Cast) -> int:
    with cast.reading():
        return session().scalars(select(Guardian.id).where(Guardian.is_carer)).one()


def written(cast: Cast, **changed: str) -> dict[str, str]:
    """An agreement as it is typed, complete but for the signed paper."""
    day = TODAY.isoformat()
    answers = dict.fromkeys(("violence", "addiction", "refusal", "unfit"), "no")
    days = dict.fromkeys(("opinion_on", "school_notified_on", "village_notified_on", "signed_on", "begins_on"), day)
    later = {"review_on": (TODAY + timedelta(days=100)).isoformat(), "ends_on": (TODAY + timedelta(days=300)).isoformat()}
    return (
        {"version": "0", "carer": str(carer_id(cast)), "reason": "外出务工", "workplace": CANARY} | answers | days | later | changed
    )


def only(cast: Cast) -> EntrustedCareAgreement:
    with cast.reading():
        return session().scalars(select(EntrustedCareAgreement)).one()


def kinds(cast: Cast, key: str = "lead") -> list[str]:
    with cast.reading():
        return [gap.kind.value for child in care_within(cast.viewer(key)) for gap in child.gaps]


def test_an_agreement_goes_from_the_gap_to_the_signed_paper(cast: Cast) -> None:
    child_id, browser = send_away(cast), cast.signed_in("homeroom")
    assert "委托照护协议还不齐全" in browser.get(f"/children/{child_id}").text
    new = f"/children/{child_id}/care/agreements/new"
    answer = send(browser, new, written(cast))
    assert answer.status_code == 303
    page = browser.get(answer.location).text
    assert "还缺：签好的协议归档" in page
    assert kinds(cast) == ["agreement_missing"]
    scan = f"/children/{child_id}/care/agreements/{only(cast).id}/scan"
    paper = (BytesIO(b"%PDF-1.7\n%%EOF\n"), "x.pdf")
    assert send(browser, scan, {"file": paper}, content_type="multipart/form-data").status_code == 303
    assert kinds(cast) == []
    assert "有效" in browser.get(answer.location).text
    assert "委托林桂芬照护" in browser.get(f"/children/{child_id}").text
    with cast.reading():
        sets = members(TODAY)
    assert [each.child_id for each in sets["guardianship.agreement_valid"]] == [child_id]
    assert not sets["guardianship.gap"]


def test_an_excluded_person_is_refused_and_nothing_is_saved(cast: Cast) -> None:
    child_id, browser = send_away(cast), cast.signed_in("homeroom")
    answer = send(browser, f"/children/{child_id}/care/agreements/new", written(cast, addiction="yes"))
    assert answer.status_code == 422
    assert "依法不能委托这个人照护" in answer.text
    with cast.reading():
        assert session().scalar(select(EntrustedCareAgreement.id)) is None


@pytest.mark.parametrize(
    ("field", "value"),
    [("signed_on", "2099-01-01"), ("review_on", "2020-01-01"), ("ends_on", "2020-01-01"), ("begins_on", ""), ("carer", "999")],
)
def test_what_cannot_be_is_refused(cast: Cast, field: str, value: str) -> None:
    child_id = send_away(cast)
    answer = send(cast.signed_in("lead"), f"/children/{child_id}/care/agreements/new", written(cast, **{field: value}))
    assert answer.status_code == 422
    assert f'id="{field}-e"' in answer.text


def test_the_second_to_save_sees_both_texts(cast: Cast) -> None:
    child_id, browser = send_away(cast), cast.signed_in("homeroom")
    send(browser, f"/children/{child_id}/care/agreements/new", written(cast))
    edit = f"/children/{child_id}/care/agreements/{only(cast).id}/edit"
    assert send(browser, edit, written(cast, version="1", witness="田姐")).status_code == 303
    late = send(cast.signed_in("lead"), edit, written(cast, version="1", witness="向主任"))
    assert late.status_code == 409
    assert "田姐" in late.text
    assert "向主任" in late.text


def test_an_ended_agreement_opens_the_gap_again_and_stays_readable(cast: Cast) -> None:
    child_id, browser = send_away(cast), cast.signed_in("homeroom")
    send(browser, f"/children/{child_id}/care/agreements/new", written(cast))
    where = f"/children/{child_id}/care/agreements/{only(cast).id}"
    ending = {"kind": "unsuitable", "on": TODAY.isoformat(), "reason": "常常不在家"}
    assert send(browser, f"{where}/ending", ending).status_code == 303
    assert "常常不在家" in browser.get(where).text
    assert kinds(cast) == ["agreement_missing"]
    assert send(browser, f"{where}/ending", ending).status_code == 422
    with cast.reading():
        assert len(session().scalars(select(AgreementEnding)).all()) == 1


def test_the_form_is_printed_for_signature(cast: Cast) -> None:
    child_id, browser = send_away(cast), cast.signed_in("homeroom")
    send(browser, f"/children/{child_id}/care/agreements/new", written(cast))
    answer = browser.get(f"/children/{child_id}/care/agreements/{only(cast).id}/form.pdf")
    assert answer.mimetype == "application/pdf"
    words = read(answer.data)
    for part in ("委托照护协议", "林桂芬", "林海生", "外出务工", CANARY):
        assert part in words, part


def test_agreements_are_encrypted_and_reading_them_is_noted(cast: Cast) -> None:
    child_id, browser = send_away(cast), cast.signed_in("homeroom")
    send(browser, f"/children/{child_id}/care/agreements/new", written(cast))
    browser.get(f"/children/{child_id}/care/agreements/{only(cast).id}")
    with cast.reading() as opened:
        raw = opened.connection().exec_driver_sql("SELECT workplace, reason FROM entrusted_care_agreement").one()
        noted = session().scalars(select(JournalRow.event).where(JournalRow.child_id == child_id)).all()
    assert CANARY.encode() not in bytes(raw[0])
    assert {"guardianship.agreement_drafted", "guardianship.agreement_opened"} <= set(noted)


def test_who_enters(cast: Cast) -> None:
    child_id = send_away(cast)
    send(cast.signed_in("homeroom"), f"/children/{child_id}/care/agreements/new", written(cast))
    where = f"/children/{child_id}/care/agreements/{only(cast).id}"
    assert cast.who_enters(where) == {"principal", "lead", "homeroom"}
    assert cast.who_enters(f"{where}/edit") == {"lead", "homeroom"}
    assert cast.who_enters(f"/children/{child_id}/care/calls") == {"lead", "homeroom"}
    assert cast.who_enters("/care") == {"principal", "lead", "homeroom", "other_homeroom"}
    assert CHILD not in cast.signed_in("other_homeroom").get("/care").text
    other = cast.child_id(OTHER_CHILD)
    assert cast.signed_in("lead").get(f"/children/{other}/care/agreements/{only(cast).id}").status_code == 404
    for key in ("parent", "carer"):
        assert "缺项" not in cast.signed_in(key).get("/home").text


def test_two_failing_calls_make_a_gap_and_one_that_reaches_closes_it(cast: Cast) -> None:
    child_id, browser = cast.child_id(), cast.signed_in("homeroom")
    with cast.writing():
        session().execute(update(Guardian).where(Guardian.child_id == child_id).values(telephone="13900000001"))
    calls = f"/children/{child_id}/care/calls"
    fields = {"person": str(carer_id(cast)), "reached": "no"}
    send(browser, calls, fields)
    assert kinds(cast) == []
    send(browser, calls, fields)
    assert kinds(cast) == ["telephone_failing"]
    assert "电话两次没打通：林桂芬" in browser.get("/care").text
    send(browser, calls, fields | {"reached": "yes"})
    assert kinds(cast) == []


def test_a_child_alone_is_the_leads_duty_today_and_outranks_everything(cast: Cast) -> None:
    child_id, browser = send_away(cast), cast.signed_in("homeroom")
    assert send(browser, f"/children/{child_id}/care/living", {"living": "alone"}).status_code == 303
    assert kinds(cast)[0] == "alone"
    for key in ("lead", "homeroom"):
        assert f"{CHILD}：未满 16 岁，独自居住" in cast.signed_in(key).get("/today").text, key
    assert "独自居住" in browser.get("/children").text
    assert "独自居住" not in cast.signed_in("parent").get("/home").text


def test_a_carer_who_is_not_able_goes_to_the_lead(cast: Cast) -> None:
    child_id = send_away(cast)
    known: dict[str, Any] = {"birth_year": "1940", "able": "no", "health": "ill", "children": "6"}
    answer = send(cast.signed_in("homeroom"), f"/children/{child_id}/care/carers/{carer_id(cast)}", known)
    assert answer.status_code == 303
    assert kinds(cast) == ["carer_unfit", "agreement_missing", "carer_too_old", "carer_too_many"]
    with cast.app.test_request_context(), cast.reading():
        lead, teacher = (care_deadlines(cast.viewer(key), TODAY) for key in ("lead", "homeroom"))
        assert [each.key.split(".")[1] for each in lead] == ["carer_unfit"]
        assert len(teacher) == 4
    send(cast.signed_in("homeroom"), f"/children/{child_id}/care/carers/{carer_id(cast)}", known | {"able": "yes"})
    assert "carer_unfit" not in kinds(cast)
    with cast.reading():
        assert len(session().scalars(select(CarerCheck)).all()) == 2, "the first check stays"


def test_after_an_import_unknown_carers_are_one_task_and_no_alarm(cast: Cast) -> None:
    fill(cast, 20)
    with cast.writing():
        session().execute(update(Guardian).values(is_carer=False))
    with cast.app.test_request_context(), cast.reading():
        found = care_deadlines(cast.viewer("homeroom"), TODAY)
        assert len(found) == 1
        assert "20 个孩子" in str(found[0].why)
        assert not care_deadlines(cast.viewer("lead"), TODAY)
    page = cast.signed_in("homeroom").get("/care").text
    assert "0 处缺项" in page
    assert "<small>校内规定</small>" not in cast.signed_in("homeroom").get("/care?kind=carer_unknown").text, (
        "the tag says it already"
    )
    assert cast.signed_in("homeroom").get("/care?kind=carer_unknown").text.count("#care-gaps") == 20


def test_assessments_are_mirrored_and_never_invented(cast: Cast) -> None:
    child_id, browser = cast.child_id(), cast.signed_in("homeroom")
    where = f"/children/{child_id}/care/assessments/new"
    fields = {"scheme": "civil_affairs_2016", "grade": "高危", "body": "镇民政办", "on": TODAY.isoformat()}
    answer = send(browser, where, fields)
    assert answer.status_code == 422
    assert "较好、一般、差" in answer.text
    assert send(browser, where, fields | {"grade": "一般"}).status_code == 303
    assert send(browser, where, fields | {"grade": "较好"}).status_code == 303
    page = browser.get(f"/children/{child_id}").text
    assert "已有新结果" in page
    assert "镇民政办" in page


def test_an_urging_notice_waits_for_its_answer(cast: Cast) -> None:
    child_id, browser = cast.child_id(), cast.signed_in("homeroom")
    with cast.reading():
        father = session().scalars(select(Guardian.id).where(Guardian.child_id == child_id, Guardian.is_guardian)).one()
    sent = {"person": str(father), "text": "请每周与孩子通话一次", "sent_on": (TODAY - timedelta(days=5)).isoformat()}
    assert send(browser, f"/children/{child_id}/care/notices/new", sent).status_code == 303
    with cast.app.test_request_context(), cast.reading():
        assert len(notice_deadlines(cast.viewer("homeroom"), TODAY)) == 1
    answered = {"version": "1", "received_on": TODAY.isoformat(), "answered_on": TODAY.isoformat(), "answer": "已约定周日"}
    assert send(browser, f"/children/{child_id}/care/notices/1", answered).status_code == 303
    with cast.app.test_request_context(), cast.reading():
        assert not notice_deadlines(cast.viewer("homeroom"), TODAY)
    assert "已约定周日" in browser.get(f"/children/{child_id}").text


def test_pages_need_as_many_statements_for_many_children_as_for_few(cast: Cast) -> None:
    browser, counted = cast.signed_in("homeroom"), []
    for more in (2, 40):
        fill(cast, more)
        for page in ("/care", "/children", "/today", f"/children/{cast.child_id()}"):
            browser.get(page)
            with statements(cast.database) as seen:
                assert browser.get(page).status_code == 200
            counted.append(len(seen))
    assert counted[:4] == counted[4:]
