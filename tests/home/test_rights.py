"""The family's rights: facts corrected one by one, words answered, consents given and withdrawn, a copy of what is held."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.children.models import Child, Guardian
from portal.children.operations.guardians import give_order
from portal.core import clock
from portal.core.db import session
from portal.home.models import Consent, DataRequest, FamilyWord, Proposal
from portal.home.operations import renew_slip
from portal.journal.models import JournalRow
from portal.outbox.models import Message
from portal.screening.operations.flags import raise_flags
from tests.accounts.signing_in import PASSWORD, sign_in
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.contact.test_contact_pages import talked
from tests.counting import statements
from tests.forms import send
from tests.notices.writing import enrol, near
from tests.screening.school import participant, ready

#: Tables of the panels that other domains add; each answers for itself.
FAMILY_PAGES = ("", "/facts", "/facts/telephone", "/words", "/consents", "/copy", "/readers", "/copy/1.zip")


FORMS: dict[str, dict[str, str]] = {
    "/facts/telephone": {"text": "13900000001"},
    "/words": {"words": "x"},
    "/consents/photos": {"given": "yes"},
    "/copy": {},
}


def _one(cast: Cast, table: type) -> int:
    with cast.reading():
        return int(session().scalars(select(table.id)).one())  # type: ignore[attr-defined]


def _home(cast: Cast, part: str = "", child: str = CHILD) -> str:
    return f"/home/children/{cast.child_id(child)}{part}"


def test_another_familys_child_does_not_exist_on_any_page(cast: Cast) -> None:
    father = cast.signed_in("parent")
    for part in FAMILY_PAGES:
        assert father.get(_home(cast, part, OTHER_CHILD)).status_code == 404, part
    for part, fields in FORMS.items():
        answer = send(father, _home(cast, part, OTHER_CHILD), fields, page="/home")
        assert answer.status_code == 404, part
    with cast.reading():
        for table in (Proposal, FamilyWord, Consent, DataRequest):
            assert session().scalar(select(func.count()).select_from(table)) == 0


def test_an_order_closes_every_page_at_once(cast: Cast) -> None:
    father = cast.signed_in("parent")
    assert father.get(_home(cast)).status_code == 200
    with cast.writing():
        guardian = session().scalars(select(Guardian).where(Guardian.name == "林海生")).one()
        give_order(guardian, "法院", clock.today(), None, by=cast.viewer("lead"))
    for part in FAMILY_PAGES:
        assert father.get(_home(cast, part)).status_code == 404, part


def test_who_may_only_keep_in_touch_sees_only_what_is_about_themselves(cast: Cast) -> None:
    carer = cast.signed_in("carer")
    page = carer.get(_home(cast, "/facts")).text
    assert "我的手机号" in page
    assert "孩子的生日" not in page
    for part in ("/facts/birth_date", "/consents", "/copy"):
        assert carer.get(_home(cast, part)).status_code == 404, part
    assert send(carer, _home(cast, "/words"), {"words": "孩子这两天胃口不好"}).status_code == 303


def test_a_correction_changes_nothing_until_the_teacher_takes_it_over(cast: Cast) -> None:
    father = cast.signed_in("parent")
    assert send(father, _home(cast, "/facts/telephone"), {"text": "12345"}).status_code == 422
    assert send(father, _home(cast, "/facts/telephone"), {"text": "139 0000 0417"}).status_code == 303
    assert send(father, _home(cast, "/facts/telephone"), {"text": "13900000418"}).status_code == 422, "one at a time"
    with cast.reading():
        assert session().scalars(select(Guardian.telephone).where(Guardian.name == "林海生")).one() is None
    number, teacher = _one(cast, Proposal), cast.signed_in("homeroom")
    page = teacher.get("/from-families").text
    assert "139 0000 0417" in page
    answer = send(teacher, f"/from-families/proposals/{number}", {"decision": "yes"}, page="/from-families")
    assert answer.status_code == 303
    with cast.reading():
        assert session().scalars(select(Guardian.telephone).where(Guardian.name == "林海生")).one() == "13900000417"
        told = session().scalars(select(Message).where(Message.key == f"home.proposal.{number}")).one()
        assert told.path.endswith("/facts")
    assert "已改" in father.get(_home(cast, "/facts")).text


def test_a_birthday_is_taken_over_and_a_no_is_written_with_its_reason(cast: Cast) -> None:
    father, teacher = cast.signed_in("parent"), cast.signed_in("homeroom")
    send(father, _home(cast, "/facts/birth_date"), {"text": "2015-11-05"})
    send(teacher, f"/from-families/proposals/{_one(cast, Proposal)}", {"decision": "yes"}, page="/from-families")
    with cast.reading():
        assert str(session().scalars(select(Child.birth_date).where(Child.name == CHILD)).one()) == "2015-11-05"
    send(father, _home(cast, "/facts/name"), {"text": "林小河"})
    with cast.reading():
        second = session().scalars(select(func.max(Proposal.id))).one()
    url = f"/from-families/proposals/{second}"
    assert "写下为什么不改" in send(teacher, url, {"decision": "no"}, page="/from-families", follow_redirects=True).text
    send(teacher, url, {"decision": "no", "words": "户口本上是禾"}, page="/from-families")
    page = father.get(_home(cast, "/facts")).text
    assert "户口本上是禾" in page
    assert CHILD in page


def test_another_classs_teacher_neither_sees_nor_answers(cast: Cast) -> None:
    send(cast.signed_in("parent"), _home(cast, "/facts/workplace"), {"text": "晋江"})
    send(cast.signed_in("parent"), _home(cast, "/words"), {"words": "请多留意"})
    other = cast.signed_in("other_homeroom")
    assert "晋江" not in other.get("/from-families").text
    assert send(other, f"/from-families/proposals/{_one(cast, Proposal)}", {"decision": "yes"}, page="/slips").status_code == 404
    assert send(other, f"/from-families/words/{_one(cast, FamilyWord)}", {"words": "x"}, page="/slips").status_code == 404
    assert cast.who_enters("/from-families") == {"lead", "homeroom", "other_homeroom"}


def test_words_reach_the_file_and_the_answer_reaches_the_family(cast: Cast) -> None:
    father, teacher = cast.signed_in("parent"), cast.signed_in("homeroom")
    send(father, _home(cast, "/words"), {"words": "那天的事孩子不是那样说的"})
    file = teacher.get(f"/children/{cast.child_id()}").text
    assert "那天的事孩子不是那样说的" in file
    assert "那天的事孩子不是那样说的" not in cast.signed_in("dormitory").get(f"/children/{cast.child_id()}").text
    assert "家长写了话，等回复" in teacher.get("/today").text
    send(teacher, f"/from-families/words/{_one(cast, FamilyWord)}", {"words": "谢谢您告诉我，明天当面问他"}, page="/from-families")
    assert "明天当面问他" in father.get(_home(cast, "/words")).text
    assert "明天当面问他" not in cast.signed_in("carer").get(_home(cast, "/words")).text, "each guardian has their own"


def test_a_consent_is_withdrawn_as_easily_as_given_and_both_stay_on_record(cast: Cast) -> None:
    father, teacher = cast.signed_in("parent"), cast.signed_in("homeroom")
    assert "同意" not in teacher.get("/consents").text.split("<tbody>")[1]
    for given in ("yes", "no"):
        assert send(father, _home(cast, "/consents/photos"), {"given": given}, page=_home(cast, "/consents")).status_code == 303
    assert "撤回" in teacher.get("/consents").text.split("<tbody>")[1]
    assert send(father, _home(cast, "/consents/other"), {"given": "yes"}, page=_home(cast, "/consents")).status_code == 404
    with cast.reading():
        assert session().scalar(select(func.count()).select_from(Consent)) == 2


GIVEN = (
    "contacts", "agreements", "requests_of_the_school", "home_visits", "notices", "parents_school", "lessons", "weekends", "leave",
    "screening_consents",
)  # fmt: skip


def _something_of_every_domain(cast: Cast) -> None:
    """A notice to the class, a talk of the father, and a screening whose result must stay where it is."""
    written = {"to": ["school"], "title": "周五提前放学", "body": "请按时接孩子。", "asks": "nothing"}
    assert send(cast.signed_in("lead"), "/notices/new", written).status_code == 303
    round_id, child_id = ready(cast), cast.child_id()
    talked(cast, child_id, 1)
    with cast.writing():
        raise_flags(participant(round_id, child_id), None, ["instant:9"])


def test_a_copy_is_asked_for_opened_by_the_lead_and_holds_nothing_of_others(cast: Cast) -> None:
    enrol(cast, "mother", "何美云", "52")
    father, lead = cast.signed_in("parent"), cast.signed_in("lead")
    send(cast.signed_in("mother"), _home(cast, "/words"), {"words": "母亲的话"})
    _something_of_every_domain(cast)
    assert send(father, _home(cast, "/copy"), {}).status_code == 303
    number = _one(cast, DataRequest)
    assert father.get(_home(cast, f"/copy/{number}.zip")).status_code == 404, "not before the school opened it"
    assert "监护人要一份资料副本" in lead.get("/today").text
    with cast.reading():
        assert session().get_one(DataRequest, number).due == clock.today() + timedelta(days=15)
    url = f"/from-families/copies/{number}"
    assert send(cast.signed_in("homeroom"), url, {"decision": "yes"}, page="/from-families").status_code == 404
    assert send(lead, url, {"decision": "yes"}, page="/from-families").status_code == 303
    answer = father.get(_home(cast, f"/copy/{number}.zip"))
    assert answer.status_code == 200
    assert cast.signed_in("mother").get(_home(cast, f"/copy/{number}.zip")).status_code == 404
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    assert json.loads(texts["child.json"])["name"] == CHILD
    assert set(texts) >= {f"{name}.json" for name in GIVEN}
    assert json.loads(texts["contacts.json"])[0]["with_child"] is True
    assert json.loads(texts["notices.json"])[0]["title"] == "周五提前放学"
    whole = "".join(texts.values())
    for word in (OTHER_CHILD, "母亲的话", "何美云", "留守", "关注", "grade", "score", "instant"):
        assert word not in whole, word
    with cast.reading():
        assert "home.copy_taken" in session().scalars(select(JournalRow.event)).all()


def test_a_refusal_is_written(cast: Cast) -> None:
    father, lead = cast.signed_in("parent"), cast.signed_in("lead")
    send(father, _home(cast, "/copy"), {})
    url = f"/from-families/copies/{_one(cast, DataRequest)}"
    send(lead, url, {"decision": "no"}, page="/from-families")
    assert "学校没有同意" not in father.get(_home(cast, "/copy")).text
    send(lead, url, {"decision": "no", "words": "请带户口本到校核对身份"}, page="/from-families")
    assert "请带户口本到校核对身份" in father.get(_home(cast, "/copy")).text


def test_a_forgotten_password_gets_a_new_slip_from_the_homeroom_teacher(cast: Cast) -> None:
    with cast.writing():
        class_id = session().scalars(select(Child.class_id).where(Child.name == CHILD)).one()
        father = session().scalars(select(Guardian).where(Guardian.name == "林海生")).one()
        guardian_id = father.id
    old = cast.signed_in("parent")
    teacher, other = cast.signed_in("homeroom"), cast.signed_in("other_homeroom")
    assert "林海生" in teacher.get(f"/slips/{class_id}/people").text
    assert other.get(f"/slips/{class_id}/people").status_code == 404
    assert send(other, f"/slips/{class_id}/people/{guardian_id}", page="/slips").status_code == 404

    assert send(teacher, f"/slips/{class_id}/people/{guardian_id}", page=f"/slips/{class_id}/people").mimetype == "application/pdf"
    assert old.get("/home").status_code == 200, "nothing changes until the slip is used"
    with cast.writing():
        code = renew_slip(class_id or 0, guardian_id, by=cast.viewer("homeroom")).code
    browser = cast.app.test_client()
    assert send(browser, "/join", {"code": code}).location == "/join/child"
    assert send(browser, "/join/child", {"last_four": ""}).location == "/join/password"
    fields = {"login": "somebody-else", "password": PASSWORD, "again": PASSWORD}
    assert send(browser, "/join/password", fields).location == "/home"
    assert old.get("/home").status_code == 302, "sessions of before end"
    assert sign_in(cast.app.test_client(), "parent").status_code == 302
    assert send(cast.app.test_client(), "/join", {"code": code}).status_code == 422


def test_who_also_works_here_gets_no_slip_for_their_password(cast: Cast) -> None:
    with cast.writing():
        class_id = session().scalars(select(Child.class_id).where(Child.name == CHILD)).one()
        person_id = cast.account("teacher").person_id
        near(CHILD, person_id, "简明", "85")
    assert "简明" not in cast.signed_in("homeroom").get(f"/slips/{class_id}/people").text


@pytest.mark.parametrize("key", ["parent", "carer"])
def test_the_first_page_is_light_in_statements_and_bytes_and_labels_nobody(cast: Cast, key: str) -> None:

    browser = cast.signed_in(key)
    browser.get("/home")
    with statements(cast.database) as seen:
        page = browser.get("/home")
    assert len(seen) <= 6, (len(seen), seen)
    cast.database.memory.clear()
    with statements(cast.database) as anew:
        browser.get("/home")
    assert len(anew) <= 26, (len(anew), anew)  # school, calendar and settings are read again as well
    assert len(gzip.compress(page.data, 6)) <= 15_000
    assert "<img" not in page.text
    for word in ("留守", "关注等级", "风险", "得分"):
        assert word not in page.text


def test_large_words_are_kept_in_the_browser_and_put_back(cast: Cast) -> None:
    browser = cast.signed_in("parent")
    assert "data-large" not in browser.get("/home").text
    send(browser, "/home/type", page="/home")
    assert "data-large" in browser.get("/home").text
    send(browser, "/home/type", page="/home")
    assert "data-large" not in browser.get("/home").text
