"""A contact noted once is seen everywhere: at home, on the file, in the list, on the timeline, in the figures."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, update

from portal.children.left_behind import Parent, ParentState
from portal.children.models import Whereabouts
from portal.contact.contributions import members, quiet_weeks
from portal.contact.models import ContactRecord, Told, Way
from portal.contact.operations.recording import Talk, record_contact, withdraw_contact
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.children.school import fill
from tests.counting import statements
from tests.forms import send

LONG_AGO = date(2026, 9, 1)


def send_away(cast: Cast, name: str = CHILD, known: date = LONG_AGO) -> int:
    """Both parents of the child work elsewhere, and the school has known it since a day."""
    child_id = cast.child_id(name)
    with cast.writing():
        for parent in (Parent.FATHER, Parent.MOTHER):
            session().add(Whereabouts(child_id=child_id, parent=parent, state=ParentState.AWAY_FOR_WORK, from_day=known,
                                      since_at_latest=False, recorded_at=clock.now()))  # fmt: skip
    return child_id


def talked(cast: Cast, child_id: int, days_ago: int, key: str = "homeroom") -> None:
    with cast.writing():
        by = cast.viewer(key)
        record_contact(child_id, f"t{child_id}-{days_ago}", Talk(clock.today() - timedelta(days=days_ago)), Told.TEACHER, by=by)


def count(cast: Cast) -> int:
    with cast.reading():
        return session().scalar(select(func.count(ContactRecord.id))) or 0


def one_tap(cast: Cast, key: str = "parent", **changed: str) -> tuple[int, str]:
    """Press the button on the family's first page; what it answered and the key it sent."""
    browser = cast.signed_in(key)
    page = browser.get("/home").text
    fields = dict(re.findall(r'name="(client_id|with_whom|way|day)" value="([^"]*)"', page)) | changed
    answer = send(browser, f"/home/children/{cast.child_id()}/contact", fields, page="/home")
    return answer.status_code, fields["client_id"]


def test_a_parent_notes_a_talk_with_one_tap_and_it_stands_on_every_page(cast: Cast) -> None:
    child_id = send_away(cast)
    assert one_tap(cast)[0] == 303
    assert "今天说过话了" in cast.signed_in("parent").get("/home").text
    teacher = cast.signed_in("homeroom")
    for page in ("/contacts", "/children", f"/children/{child_id}"):
        assert "近 7 天有 1 天说过话" in teacher.get(page).text, page
    assert "家长自己登记" in teacher.get(f"/children/{child_id}/contacts").text
    assert "家长自己登记" in teacher.get(f"/children/{child_id}").text
    with cast.reading():
        told = session().scalars(select(ContactRecord)).one()
    assert (told.with_child, told.with_carer, told.told_by, told.way) == (True, False, Told.PARENT, Way.TELEPHONE)


def test_the_same_contact_sent_twice_is_one(cast: Cast) -> None:
    _status, key = one_tap(cast)
    assert one_tap(cast, client_id=key)[0] == 303
    assert count(cast) == 1
    assert one_tap(cast, key="carer", client_id=key)[0] == 422, "somebody else's key is not taken"
    assert count(cast) == 1


def test_the_familys_page_never_grades_labels_or_blames(cast: Cast) -> None:
    send_away(cast)
    for key in ("parent", "carer"):
        page = cast.signed_in(key).get("/home").text
        assert "窗" in page
        for word in ("留守", "关注等级", "未联系", "缺失", "连续", "风险", 'class="late"', "notice hot"):
            assert word not in page, (key, word)


def test_a_carer_tells_that_the_parents_called(cast: Cast) -> None:
    assert one_tap(cast, key="carer")[0] == 303
    with cast.reading():
        told = session().scalars(select(ContactRecord)).one()
    assert (told.told_by, told.with_carer, told.guardian_id) == (Told.CARER, True, None)


def test_another_childs_family_and_another_classes_teacher_find_nothing(cast: Cast) -> None:
    child_id = send_away(cast)
    for key in ("other_parent", "administrator", "counselor"):
        assert cast.signed_in(key).get(f"/home/children/{child_id}/contact").status_code in (403, 404)
    assert cast.signed_in("other_homeroom").get(f"/children/{child_id}/contacts").status_code == 404
    assert CHILD not in cast.signed_in("other_homeroom").get("/contacts").text
    assert cast.who_enters(f"/children/{child_id}/contacts") == {"principal", "lead", "homeroom"}
    assert cast.who_enters("/contacts") == {"principal", "lead", "homeroom", "other_homeroom"}
    assert cast.who_enters(f"/children/{child_id}/contacts/new") == {"lead", "homeroom", "dormitory"}


def test_the_contact_room_notes_a_call_without_seeing_the_windows(cast: Cast) -> None:
    child_id = send_away(cast)
    browser = cast.signed_in("dormitory")
    page = browser.get(f"/children/{child_id}")
    assert "登记一次联系" in page.text
    assert "近 7 天" not in page.text
    fields = {"client_id": "room-1", "with_whom": "child", "way": "video", "day": clock.today().isoformat(), "told_by": "room"}
    answer = send(browser, f"/children/{child_id}/contacts/new", fields)
    assert answer.status_code == 303
    assert "亲情联系室" in cast.signed_in("homeroom").get(f"/children/{child_id}/contacts").text


def test_the_teacher_is_told_after_two_quiet_weeks_and_only_of_her_class(cast: Cast) -> None:
    child_id = send_away(cast)
    send_away(cast, OTHER_CHILD, known=clock.today())
    with cast.app.test_request_context(), cast.reading():
        found = quiet_weeks(cast.viewer("homeroom"), clock.today())
        assert len(found) == 1
        assert CHILD in str(found[0].why)
        assert not quiet_weeks(cast.viewer("other_homeroom"), clock.today()), "known since today: no week has passed"
        assert not quiet_weeks(cast.viewer("lead"), clock.today())
    talked(cast, child_id, 7)
    with cast.app.test_request_context(), cast.reading():
        assert not quiet_weeks(cast.viewer("homeroom"), clock.today())
    assert "问问" not in cast.signed_in("homeroom").get("/today").text


def test_figures_name_the_children_the_pages_name(cast: Cast) -> None:
    child_id = send_away(cast, known=clock.today() - timedelta(days=50))
    with cast.reading():
        sets = members(clock.today())
    assert [each.child_id for each in sets["contact.quiet"]] == [child_id]
    assert not sets["contact.weekly_contact_kept"]
    for week in range(8):
        talked(cast, child_id, 7 * week)
    with cast.reading():
        sets = members(clock.today())
    assert [each.child_id for each in sets["contact.weekly_contact_kept"]] == [child_id]
    assert not sets["contact.quiet"]


def test_who_may_not_withdraw_is_offered_no_way_to(cast: Cast) -> None:
    child_id = send_away(cast)
    talked(cast, child_id, 0)
    page = f"/children/{child_id}/contacts"
    assert "withdrawal" in cast.signed_in("homeroom").get(page).text
    shown = cast.signed_in("principal").get(page)
    assert shown.status_code == 200
    assert "withdrawal" not in shown.text


def test_a_withdrawn_contact_counts_nowhere_and_stays_readable(cast: Cast) -> None:
    child_id = send_away(cast)
    talked(cast, child_id, 0)
    with cast.writing():
        withdraw_contact(session().scalars(select(ContactRecord)).one(), "登错了孩子", by=cast.viewer("homeroom"))
    teacher = cast.signed_in("homeroom")
    assert "近 7 天有 0 天说过话" in teacher.get("/contacts").text
    assert "登错了孩子" in teacher.get(f"/children/{child_id}/contacts").text
    assert one_tap(cast)[0] == 303


@pytest.mark.parametrize(
    ("talk", "field"),
    [
        (Talk(date(2099, 1, 1)), "day"),
        (Talk(date(2020, 1, 1)), "day"),
        (Talk(clock.today(), with_child=False), "with_whom"),
        (Talk(clock.today(), minutes=0), "minutes"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(cast: Cast, talk: Talk, field: str) -> None:
    with cast.writing(), pytest.raises(Refused) as refusal:
        record_contact(1, "k", talk, Told.TEACHER, by=cast.viewer("homeroom"))
    assert refusal.value.field == field


def test_pages_need_as_many_statements_for_many_children_as_for_few(cast: Cast) -> None:
    send_away(cast)
    browser, parent = cast.signed_in("homeroom"), cast.signed_in("parent")
    counted = []
    for more in (2, 40):
        fill(cast, more)
        with cast.writing():
            session().execute(update(Whereabouts).values(from_day=LONG_AGO))
        for client, page in ((browser, "/contacts"), (browser, "/children"), (parent, "/home"), (browser, "/today")):
            client.get(page)
            with statements(cast.database) as seen:
                assert client.get(page).status_code == 200
            counted.append(len(seen))
    assert counted[:4] == counted[4:]
