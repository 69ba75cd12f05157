"""The office's pages: who enters, posts given and ended, vetting, invitations, stopped accounts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, select

from portal.access.permissions import Role
from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.people.models import Person, Post, Vetting, VettingStatus
from tests.accounts.signing_in import PASSWORD, give_password, sign_in
from tests.cast import PEOPLE, Cast
from tests.forms import send

SEE_STAFF = {"administrator", "principal", "lead"}


def person_id(cast: Cast, key: str) -> int:
    with cast.reading():
        return cast.account(key).person_id


def last_events(cast: Cast, count: int) -> list[str]:
    with cast.reading():
        found = session().scalars(select(JournalRow.event).order_by(JournalRow.seq.desc()).limit(count))
        return list(reversed(found.all()))


@pytest.mark.parametrize("key", list(PEOPLE))
def test_the_staff_list_opens_for_the_office_only(cast: Cast, key: str) -> None:
    client, teacher = cast.signed_in(key), person_id(cast, "teacher")
    expected = 200 if key in SEE_STAFF else 403
    assert [client.get(url).status_code for url in ("/staff", f"/staff/{teacher}", "/staff/review")] == [expected] * 3
    may_manage = 200 if key == "administrator" else 403
    assert client.get("/staff/new").status_code == may_manage
    assert client.get("/staff/list").status_code == may_manage
    assert client.get(f"/staff/{teacher}/vettings/new").status_code == expected


def test_parents_are_no_staff(cast: Cast) -> None:
    client = cast.signed_in("administrator")
    assert "林海生" not in client.get("/staff").text
    assert client.get(f"/staff/{person_id(cast, 'parent')}").status_code == 404


def test_the_list_takes_the_same_statements_for_fourteen_people_and_for_two_hundred(cast: Cast) -> None:
    client, counts = cast.signed_in("principal"), []
    for _round in range(2):
        statements: list[str] = []
        cast.database.memory.clear()
        event.listen(cast.database.engine, "before_cursor_execute", lambda *parts, said=statements: said.append(parts[2]))
        assert client.get("/staff").status_code == 200
        counts.append(len(statements))
        with cast.writing():
            session().add_all(Person(name=f"新教师{n}", pinyin="x", initials="x", created_at=clock.now()) for n in range(200))
            session().flush()
            newest = session().scalars(select(Person.id).order_by(Person.id.desc()).limit(200))
            session().add_all(Post(person_id=one, role=Role.TEACHER, from_day=clock.today()) for one in newest)
    assert counts[0] == counts[1] or counts[1] - counts[0] <= counts[0]  # the second listener hears as well
    assert counts[0] <= 12


def test_filters_narrow_the_list(cast: Cast) -> None:
    client = cast.signed_in("principal")
    assert "方雅" in client.get("/staff?q=fangya").text
    assert "简明" not in client.get("/staff?q=fangya").text
    assert "邱姨" in client.get("/staff?role=duty_staff").text
    assert "方雅" not in client.get("/staff?role=duty_staff").text
    assert "方雅" not in client.get("/staff?vetting=missing").text


def test_somebody_new_is_added_invited_and_comes_in(cast: Cast) -> None:
    client = cast.signed_in("administrator")
    today = clock.today().isoformat()
    fields = {"name": "覃老师", "sex": "2", "staff_no": "T900", "role": "auditor", "class_id": "0", "house": "", "from_day": today}
    made = send(client, "/staff/new", fields)
    assert made.status_code == 303
    assert last_events(cast, 2) == ["people.person_added", "people.post_given"]
    sheet = send(client, f"{made.location}/account/new", {"login": "T900"})
    link = re.search(r"/invitations/[\w-]+", sheet.text)
    assert link
    newcomer = cast.app.test_client()
    assert "t900" in newcomer.get(link[0]).text
    for weak in ("short", "T900 is my login", "1234567890", "password123"):
        assert send(newcomer, link[0], {"password": weak, "again": weak}).status_code == 422
    assert send(newcomer, link[0], {"password": PASSWORD, "again": PASSWORD}).status_code == 302
    assert newcomer.get("/me").status_code == 200
    assert newcomer.get(link[0]).status_code == 404
    assert sign_in(cast.app.test_client(), "T900").status_code == 302


def test_a_newer_link_makes_the_earlier_one_void_and_both_end_after_a_week(cast: Cast) -> None:
    client, teacher = cast.signed_in("administrator"), person_id(cast, "teacher")
    links = []
    for _time in range(2):
        sheet = send(client, f"/staff/{teacher}/account/invitation", page=f"/staff/{teacher}")
        links.append(re.findall(r"/invitations/[\w-]+", sheet.text)[0])
    visitor = cast.app.test_client()
    assert [visitor.get(link).status_code for link in links] == [404, 200]


@pytest.mark.parametrize("recorder", ["principal", "lead", "administrator"])
def test_only_the_principal_records_and_sees_a_hit_and_it_stops_the_account_at_once(cast: Cast, recorder: str) -> None:
    give_password(cast, "teacher")
    teacher, signed_in = person_id(cast, "teacher"), cast.signed_in("teacher")
    today = clock.today()
    fields = {
        "status": "hit", "queried_on": today.isoformat(), "valid_until": today.isoformat(), "reference": "渝检 2026-77",
    }  # fmt: skip
    answer = send(cast.signed_in(recorder), f"/staff/{teacher}/vettings/new", fields)
    if recorder != "principal":
        assert answer.status_code == 422
        assert signed_in.get("/me").status_code == 200
        return
    assert answer.status_code == 303
    assert signed_in.get("/me").status_code == 302
    assert sign_in(cast.app.test_client(), "teacher").status_code == 422
    assert "渝检 2026-77" in cast.signed_in("principal").get(f"/staff/{teacher}").text
    for other in ("lead", "administrator"):
        page = cast.signed_in(other).get(f"/staff/{teacher}").text
        assert "渝检" not in page
        assert "查到记录" not in page
        assert "已停用" in page


def test_a_vetting_holds_for_a_year_at_most_and_never_from_tomorrow(cast: Cast) -> None:
    client, teacher, today = cast.signed_in("lead"), person_id(cast, "teacher"), clock.today()
    for queried, until in ((today, today + timedelta(days=400)), (today + timedelta(days=1), today + timedelta(days=2))):
        fields = {"status": "clear", "queried_on": queried.isoformat(), "valid_until": until.isoformat()}
        assert send(client, f"/staff/{teacher}/vettings/new", fields).status_code == 422


def test_the_vetting_gate_opens_and_closes_with_the_record(cast: Cast) -> None:
    give_password(cast, "teacher")
    with cast.writing():
        vetting = session().scalars(select(Vetting).where(Vetting.person_id == cast.account("teacher").person_id)).one()
        vetting.status = VettingStatus.REQUESTED
    assert sign_in(cast.app.test_client(), "teacher").status_code == 422
    teacher, today = person_id(cast, "teacher"), clock.today()
    fields = {"status": "clear", "queried_on": today.isoformat(), "valid_until": (today + timedelta(days=364)).isoformat()}
    assert send(cast.signed_in("lead"), f"/staff/{teacher}/vettings/new", fields).status_code == 303
    assert sign_in(cast.app.test_client(), "teacher").status_code == 302


def test_ending_a_post_tells_what_is_left_open_first(cast: Cast) -> None:
    client, homeroom = cast.signed_in("administrator"), person_id(cast, "homeroom")
    with cast.reading():
        post_id = session().scalars(select(Post.id).where(Post.person_id == homeroom)).one()
    url = f"/staff/{homeroom}/posts/{post_id}/ending"
    assert "没有班主任" in client.get(url).text
    yesterday = (clock.today() - timedelta(days=1)).isoformat()
    assert send(client, url, {"last_day": yesterday}).status_code == 422
    assert cast.signed_in("homeroom").get("/me").status_code == 200
    assert send(client, url, {"last_day": yesterday, "understood": "y"}).status_code == 303
    assert last_events(cast, 1) == ["people.post_ended"]
    with cast.reading():
        assert cast.viewer("homeroom").roles == frozenset()


def test_nobody_appoints_themselves_and_the_last_administrator_stays(cast: Cast) -> None:
    client, own = cast.signed_in("administrator"), person_id(cast, "administrator")
    fields = {"role": "principal", "class_id": "0", "house": "", "from_day": clock.today().isoformat()}
    assert send(client, f"/staff/{own}/posts/new", fields).status_code == 422
    token = client.get("/me").text.split('name="csrf_token" value="')[1].split('"')[0]
    assert client.post(f"/staff/{own}/account/stop", data={"csrf_token": token}).status_code == 422


def test_a_post_that_needs_a_telephone_ends_sessions_without_one(cast: Cast) -> None:
    teacher, signed_in = person_id(cast, "teacher"), cast.signed_in("teacher")
    fields = {"role": "counselor", "class_id": "0", "house": "", "from_day": clock.today().isoformat()}
    assert send(cast.signed_in("administrator"), f"/staff/{teacher}/posts/new", fields).status_code == 303
    assert signed_in.get("/me").status_code == 302


@pytest.mark.parametrize("act", ["stop", "close"])
def test_a_stopped_or_closed_account_is_out_at_once(cast: Cast, act: str) -> None:
    give_password(cast, "auditor")
    auditor, signed_in = person_id(cast, "auditor"), cast.signed_in("auditor")
    client = cast.signed_in("administrator")
    assert send(client, f"/staff/{auditor}/account/{act}", page=f"/staff/{auditor}").status_code == 303
    assert signed_in.get("/me").status_code == 302
    assert sign_in(cast.app.test_client(), "auditor").status_code == 422


def test_a_form_sent_twice_gives_one_post(cast: Cast) -> None:
    client, teacher = cast.signed_in("administrator"), person_id(cast, "teacher")
    fields = {
        "role": "inspector",
        "class_id": "0",
        "house": "",
        "from_day": clock.today().isoformat(),
        "submission": "the same key",
    }
    for _time in range(2):
        assert send(client, f"/staff/{teacher}/posts/new", fields).status_code == 303
    with cast.reading():
        given = session().scalars(select(Post.role).where(Post.person_id == teacher)).all()
    assert sorted(given) == ["inspector", "teacher"]


def test_two_people_correct_the_same_details_and_nothing_is_lost(cast: Cast) -> None:
    client, teacher = cast.signed_in("administrator"), person_id(cast, "teacher")
    fields = {"name": "简明", "sex": "1", "staff_no": "T7", "telephone": "", "version": "1"}
    assert send(client, f"/staff/{teacher}/details", fields).status_code == 303
    assert send(client, f"/staff/{teacher}/details", fields | {"staff_no": "T8"}).status_code == 409


def test_no_account_has_a_password_of_its_own_accord(cast: Cast) -> None:
    with cast.reading():
        assert set(session().scalars(select(Account.password_hash))) == {None}
