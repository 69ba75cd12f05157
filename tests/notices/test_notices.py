"""Notices: sent within reach, read with a receipt, answered, reminded, withdrawn in sight of everybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import func, select

from portal.children.models import Guardian, Rights
from portal.children.operations.guardians import give_order
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.notices.asking import still_may
from portal.notices.audiences import To
from portal.notices.models import Asks, AudienceKind, Notice, Recipient, Reply
from portal.notices.operations.sending import Written, send
from portal.outbox.models import Message
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.forms import send as post
from tests.notices.writing import BODY, TITLE, choosing, enrol, near, written


def _count(cast: Cast, table: type, *conditions: object) -> int:
    with cast.reading():
        return session().scalar(select(func.count()).select_from(table).where(*conditions)) or 0  # type: ignore[arg-type]


def test_a_class_hears_and_no_other_family(cast: Cast) -> None:
    notice_id = written(cast)
    assert _count(cast, Recipient) == 2
    assert _count(cast, Message) == 2
    for key in ("parent", "carer"):
        page = cast.signed_in(key).get(f"/messages/{notice_id}")
        assert BODY in page.text
        assert CHILD in page.text
    assert cast.signed_in("other_parent").get(f"/messages/{notice_id}").status_code == 404
    assert TITLE not in cast.signed_in("other_parent").get("/messages").text


def test_the_word_outside_holds_nothing_of_the_content(cast: Cast) -> None:
    written(cast)
    with cast.reading():
        for message in session().scalars(select(Message)):
            said = f"{message.kind} {message.key} {message.path}"
            assert TITLE not in said
            assert CHILD not in said


def test_opening_a_message_is_its_receipt_and_the_first_one_stands(cast: Cast) -> None:
    notice_id = written(cast)
    with time_machine.travel(clock.now(), tick=False) as now:
        first = clock.now()
        cast.signed_in("parent").get(f"/messages/{notice_id}")
        now.shift(timedelta(hours=1))
        cast.signed_in("parent").get(f"/messages/{notice_id}")
    with cast.reading():
        read = session().scalars(select(Recipient.read_at).where(Recipient.read_at.is_not(None))).all()
        assert [moment.replace(microsecond=0) for moment in read if moment] == [first.replace(microsecond=0)]
    page = cast.signed_in("homeroom").get(f"/notices/{notice_id}?show=read").text
    assert "林海生" in page
    assert "没看" in page, "the carer of the same child has not"


def test_a_family_answers_and_may_change_the_answer(cast: Cast) -> None:
    notice_id = choosing(cast)
    browser = cast.signed_in("parent")
    with cast.reading():
        mine = session().scalars(select(Recipient.id).join(Guardian).where(Guardian.name == "林海生")).one()
    for choice in ("0", "1"):
        answer = post(browser, f"/messages/{notice_id}", {"recipient": mine, "choice": choice})
        assert answer.status_code == 303
    assert "住在学校" in cast.signed_in("homeroom").get(f"/notices/{notice_id}?show=answered").text
    assert _count(cast, Reply) == 2
    assert post(browser, f"/messages/{notice_id}", {"recipient": mine, "choice": "9"}).status_code == 422
    assert post(browser, f"/messages/{notice_id}", {"recipient": 999, "choice": "1"}).status_code == 404


def test_nobody_answers_for_somebody_elses_row(cast: Cast) -> None:
    notice_id = written(cast, "principal", to=[To(AudienceKind.SCHOOL)], asks=Asks.CONFIRM)
    with cast.reading():
        theirs = session().scalars(select(Recipient.id).join(Guardian).where(Guardian.name == "林海生")).one()
    assert post(cast.signed_in("other_parent"), f"/messages/{notice_id}", {"recipient": theirs}).status_code == 404
    assert _count(cast, Reply) == 0


def test_a_parent_of_two_sees_which_child_is_meant_and_answers_for_each(cast: Cast) -> None:
    with cast.writing():
        near(OTHER_CHILD, cast.account("parent").person_id, "林海生", "51")
    notice_id = written(cast, "principal", to=[To(AudienceKind.SCHOOL)], asks=Asks.WORDS)
    page = cast.signed_in("parent").get(f"/messages/{notice_id}").text
    assert f"关于{CHILD}，您的回复" in page
    assert f"关于{OTHER_CHILD}，您的回复" in page
    inbox = cast.signed_in("parent").get("/messages").text
    assert f"{CHILD} ·" in inbox
    assert f"{OTHER_CHILD} ·" in inbox
    assert _count(cast, Message) == 3, "one word outside for each person, not for each child"


def test_rights_and_orders_are_respected_at_sending_and_ever_after(cast: Cast) -> None:
    enrol(cast, "mother", "何美云", "52", rights=Rights.NONE)
    private = written(cast, full_rights_only=True)
    open_one = written(cast)
    assert cast.signed_in("mother").get(f"/messages/{open_one}").status_code == 404
    assert cast.signed_in("carer").get(f"/messages/{private}").status_code == 404
    assert cast.signed_in("carer").get(f"/messages/{open_one}").status_code == 200
    with cast.writing():
        father = session().scalars(select(Guardian).where(Guardian.name == "林海生")).one()
        give_order(father, "法院", clock.today(), None, by=cast.viewer("lead"))
        waiting = session().scalars(select(Message).where(Message.person_id == father.person_id)).all()
        assert len(waiting) == 2
        assert still_may(waiting) == set(), "what was queued before the order does not leave"
    assert cast.signed_in("parent").get(f"/messages/{open_one}").status_code == 404
    assert _count(cast, Recipient, Recipient.notice_id == written(cast)) == 1


def test_who_enrols_later_reads_what_was_sent_before(cast: Cast) -> None:
    with cast.writing():
        near(CHILD, None, "何美云", "52")
    notice_id = written(cast)
    assert "还没有账号" in cast.signed_in("homeroom").get(f"/notices/{notice_id}").text
    enrol(cast, "mother", "何美云二", "52", OTHER_CHILD)
    with cast.writing():
        session().scalars(select(Guardian).where(Guardian.name == "何美云")).one().person_id = cast.account("mother").person_id
    assert cast.signed_in("mother").get(f"/messages/{notice_id}").status_code == 200


def test_a_withdrawn_notice_stays_in_sight_without_its_text_and_its_word_does_not_leave(cast: Cast) -> None:
    notice_id = choosing(cast)
    answer = post(cast.signed_in("homeroom"), f"/notices/{notice_id}/withdrawal", {"reason": "时间写错了"})
    assert answer.status_code == 303
    page = cast.signed_in("parent").get(f"/messages/{notice_id}").text
    assert "时间写错了" in page
    assert BODY not in page
    assert _count(cast, Message, Message.taken_back_at.is_(None)) == 0
    assert BODY in cast.signed_in("homeroom").get(f"/notices/{notice_id}").text
    assert _count(cast, Notice) == 1
    assert cast.signed_in("principal").get(f"/notices/{notice_id}/withdrawal").status_code == 404, "only who sent it"


def test_only_the_unread_are_reminded_and_once_a_day(cast: Cast) -> None:
    notice_id = written(cast)
    cast.signed_in("parent").get(f"/messages/{notice_id}")
    teacher = cast.signed_in("homeroom")
    assert post(teacher, f"/notices/{notice_id}/reminders", page=f"/notices/{notice_id}").status_code == 303
    with cast.reading():
        again = session().scalars(select(Message.person_id).where(Message.key == f"notice.{notice_id}.1")).all()
        assert again == [cast.account("carer").person_id]
    assert "今天已经提醒过了" in post(teacher, f"/notices/{notice_id}/reminders", page=f"/notices/{notice_id}").text


@pytest.mark.parametrize(
    ("written_as", "words"),
    [
        (Written("a", "b", []), "选发给谁"),
        (Written("a", "b", [To(AudienceKind.SCHOOL)], Asks.CHOICE, ["只有一个"]), "二到七个"),
    ],
)
def test_a_notice_that_cannot_be_meant_is_refused(cast: Cast, written_as: Written, words: str) -> None:
    with cast.writing(), pytest.raises(Refused, match=words):
        send(written_as, by=cast.viewer("homeroom"))


def test_a_family_beyond_reach_cannot_be_written_to(cast: Cast) -> None:
    other = cast.child_id(OTHER_CHILD)
    with cast.writing(), pytest.raises(Refused, match="没有你能联系的家庭"):
        send(Written("a", "b", [To(AudienceKind.FAMILY, other)]), by=cast.viewer("homeroom"))


def test_a_teacher_writes_to_own_families_only_and_sees_no_other_classs_answers(cast: Cast) -> None:
    to_all = written(cast, "homeroom", to=[To(AudienceKind.SCHOOL)])
    assert _count(cast, Recipient, Recipient.notice_id == to_all) == 2, "all families, as far as the teacher reaches"
    from_above = written(cast, "principal", to=[To(AudienceKind.SCHOOL)])
    page = cast.signed_in("other_homeroom").get(f"/notices/{from_above}").text
    assert OTHER_CHILD in page
    assert CHILD not in page
    assert cast.signed_in("other_homeroom").get(f"/notices/{to_all}").status_code == 404
    assert cast.who_enters(f"/notices/{from_above}") == {"principal", "lead", "homeroom", "other_homeroom"}


def test_the_form_sends_and_a_second_press_sends_nothing_twice(cast: Cast) -> None:
    browser = cast.signed_in("homeroom")
    page = browser.get("/notices/new").text
    assert CHILD in page
    assert OTHER_CHILD not in page
    answer = post(browser, "/notices/new", {"to": "boarders", "title": TITLE, "body": BODY, "asks": "nothing"})
    assert answer.status_code == 303
    assert _count(cast, Recipient) == 2
    assert post(browser, "/notices/new", {"title": TITLE, "body": BODY, "asks": "nothing"}).status_code == 422


def test_pages_need_a_fixed_number_of_statements(cast: Cast) -> None:
    for _ in range(3):
        last = choosing(cast)
    parent, teacher = cast.signed_in("parent"), cast.signed_in("homeroom")
    for browser, path, most in (
        (parent, "/messages", 6),
        (parent, f"/messages/{last}", 9),
        (teacher, "/notices", 7),
        (teacher, f"/notices/{last}", 16),
    ):
        browser.get(path)
        with statements(cast.database) as seen:
            assert browser.get(path).status_code == 200
        assert len(seen) <= most, (path, len(seen), seen)


def test_desk_and_file_tell_of_notices(cast: Cast) -> None:
    with time_machine.travel(clock.now() - timedelta(days=5)):
        notice_id = written(cast)
    desk = cast.signed_in("homeroom").get("/today").text
    assert f"还有人没看「{TITLE}」" in desk
    file = cast.signed_in("homeroom").get(f"/children/{cast.child_id()}").text
    assert f"/notices/{notice_id}" in file
    assert f"给家里的通知：{TITLE}" in file
    assert TITLE not in cast.signed_in("dormitory").get(f"/children/{cast.child_id()}").text
    assert TITLE in cast.signed_in("parent").get("/home").text
