"""Pages of an evening: who enters, what a tap answers and costs, the whole list without script, calls that are noted, paper."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import select

from portal.children.models import Guardian
from portal.core.db import session
from portal.duty.models.shifts import RollCall, RollMark, ShiftLog, ShiftNote
from portal.duty.models.tonight import CareOrder, Missing
from portal.journal.models import JournalRow
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.duty.evening import BOYS, FRIDAY, GIRLS, calling, more_girls, opened
from tests.forms import send, token_of

SHIFT = {"dormitory", "teacher", "homeroom", "lead", "principal"}


def tapped(browser: FlaskClient, roll: int, child: int, state: str = "present", name: str = "tap-1") -> Any:
    token = token_of(browser.get(f"/duty/rolls/{roll}"))
    data = {"client_id": name, "child": child, "state": state, "ago": 1500, "csrf_token": token}
    return browser.post(f"/duty/rolls/{roll}/taps", data=data, headers={"X-Queue": "1"})


def test_a_shift_and_its_lists_open_to_who_is_on_it_and_exist_for_nobody_else(duty: Cast) -> None:
    roll = calling(duty)
    with duty.reading():
        log = session().scalars(select(ShiftLog.id)).one()
    for path in (f"/duty/logs/{log}", f"/duty/rolls/{roll}", f"/duty/rolls/{roll}/list", f"/duty/logs/{log}/notes/new"):
        assert duty.who_enters(path) == SHIFT, path


def test_the_shift_begins_with_one_button(duty: Cast) -> None:
    browser = duty.signed_in("dormitory")
    assert "开始当班" in browser.get("/duty/tonight").text
    assert send(browser, "/duty/logs", page="/duty/tonight").status_code == 303
    assert browser.get("/duty/tonight").status_code == 302
    assert "现在没有当班" in duty.signed_in("counselor").get("/duty/tonight").text


def test_no_state_is_chosen_beforehand_and_a_tap_answers_in_a_few_bytes(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    browser = duty.signed_in("dormitory")
    page = browser.get(f"/duty/rolls/{roll}").text
    assert CHILD in page
    assert OTHER_CHILD not in page
    assert not re.search(r'name="state-\d+"[^>]*checked', page)
    answer = tapped(browser, roll, child)
    assert answer.json["saved"] == "tap-1"
    assert len(answer.data) < 200
    assert re.search(r'value="present" checked', browser.get(f"/duty/rolls/{roll}").text)


def test_a_tap_costs_few_statements_signing_in_included(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    browser = duty.signed_in("dormitory")
    token = token_of(browser.get(f"/duty/rolls/{roll}"))
    data = {"client_id": "tap-1", "child": child, "state": "present", "csrf_token": token}
    with statements(duty.database) as needed:
        browser.post(f"/duty/rolls/{roll}/taps", data=data, headers={"X-Queue": "1"})
    assert len(needed) <= 8, needed  # three of them sign in and find the shift


def test_a_page_that_looks_again_gets_nothing_until_somebody_taps(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    one, two = duty.signed_in("dormitory"), duty.signed_in("teacher")
    known = re.search(r"after=(\d+)", one.get(f"/duty/rolls/{roll}").text)
    assert known
    assert one.get(f"/duty/rolls/{roll}/list?after={known[1]}").status_code == 204
    tapped(two, roll, child, "leave")
    assert 'value="leave" checked' in one.get(f"/duty/rolls/{roll}/list?after={known[1]}").text


@pytest.mark.parametrize("bad", [{"state": "asleep"}, {"child": "x"}, {"client_id": ""}, {"state": ""}])
def test_a_tap_that_is_no_tap_is_refused(duty: Cast, bad: dict[str, str]) -> None:
    child, roll = duty.child_id(), calling(duty)
    browser = duty.signed_in("dormitory")
    token = token_of(browser.get(f"/duty/rolls/{roll}"))
    data = {"client_id": "tap-1", "child": str(child), "state": "present", "csrf_token": token} | bad
    answer = browser.post(f"/duty/rolls/{roll}/taps", data=data, headers={"X-Queue": "1"})
    assert answer.status_code == 422
    assert answer.json
    assert answer.json["reason"] == "这一下没有送全，再点一次。"


def test_without_script_the_whole_list_is_a_plain_form(duty: Cast) -> None:
    child, others, roll = duty.child_id(), more_girls(duty, 2), calling(duty)
    browser = duty.signed_in("dormitory")
    part = {f"state-{child}": "present", "hand_in": "yes", "submission": "once-only"}
    send(browser, f"/duty/rolls/{roll}", part)
    assert "还没点到：何小二、何小一" in browser.get(f"/duty/rolls/{roll}").text
    whole = {f"state-{one}": "present" for one in (child, *others)} | {"hand_in": "yes", "submission": "second"}
    answer = send(browser, f"/duty/rolls/{roll}", whole | {f"was-{child}": "present"})
    assert "/duty/logs/" in answer.location
    with duty.reading():
        assert len(session().scalars(select(RollMark)).all()) == 3
        assert session().scalars(select(RollCall.present)).one() == 3


def test_a_search_shows_numbers_half_hidden_and_notes_who_asked_for_one(duty: Cast) -> None:
    child, roll = duty.child_id(), calling(duty)
    with duty.writing():
        guardian = session().scalars(select(Guardian).where(Guardian.child_id == child).order_by(Guardian.place)).first()
        assert guardian
        guardian.telephone = "13900001234"
        guardian_id = guardian.id
    browser = duty.signed_in("teacher")
    tapped(browser, roll, child, "missing")
    with duty.reading():
        found = session().scalars(select(Missing.id)).one()
    page = browser.get(f"/duty/missing/{found}").text
    assert "139****1234" in page
    assert "13900001234" not in page
    shown = send(browser, f"/duty/missing/{found}/telephone", {"kind": "family", "who": guardian_id}, page=f"/duty/missing/{found}")
    assert 'href="tel:13900001234"' in shown.text
    with duty.reading():
        events = session().scalars(select(JournalRow.event).where(JournalRow.child_id == child)).all()
    assert {"duty.missing_raised", "duty.missing_opened", "duty.telephone_shown"} <= set(events)
    assert duty.signed_in("counselor").get(f"/duty/missing/{found}").status_code == 404


def test_a_search_is_answered_stepped_and_ended_on_its_page(duty: Cast, friday: time_machine.Traveller) -> None:
    child, roll = duty.child_id(), calling(duty)
    browser = duty.signed_in("homeroom")
    tapped(browser, roll, child, "missing")
    with duty.reading():
        found = session().scalars(select(Missing.id)).one()
    page = f"/duty/missing/{found}"
    assert send(browser, f"{page}/answer", page=page).status_code == 303
    assert send(browser, f"{page}/steps", {"kind": "search", "reached": "yes", "words": "操场"}, page=page).status_code == 303
    assert "操场" in browser.get(page).text
    assert send(browser, f"{page}/ending", {"ending": ""}, page=page).status_code == 422
    assert send(browser, f"{page}/ending", {"ending": "在开水房"}, page=page).status_code == 303
    assert "没到，已" not in browser.get(f"/duty/rolls/{roll}").text


def test_what_is_asked_for_a_child_stands_on_the_list_and_is_ticked_off(duty: Cast) -> None:
    child = duty.child_id()
    homeroom = duty.signed_in("homeroom")
    asked = {"kind": "watch", "words": "22:30 再看一次", "hour": "22:30", "from_day": FRIDAY, "until_day": FRIDAY}
    assert send(homeroom, f"/children/{child}/evenings", asked).status_code == 303
    bad = asked | {"kind": "medicine", "words": "半片"}
    assert "写下是哪位医生交代的" in send(homeroom, f"/children/{child}/evenings", bad).text
    roll = calling(duty)
    dormitory = duty.signed_in("dormitory")
    assert "22:30 再看一次" in dormitory.get(f"/duty/rolls/{roll}").text
    with duty.reading():
        order, log = session().scalars(select(CareOrder.id)).one(), session().scalars(select(ShiftLog.id)).one()
    send(dormitory, f"/duty/asked/{order}/done", page=f"/duty/logs/{log}")
    assert "21:30 已办" in dormitory.get(f"/duty/logs/{log}").text
    assert duty.signed_in("counselor").get(f"/children/{child}/evenings").status_code == 404


def test_a_sheet_is_printed_and_typed_in_later_with_hour_and_author(duty: Cast) -> None:
    child, log = duty.child_id(), opened(duty)
    browser = duty.signed_in("dormitory")
    assert browser.get(f"/duty/logs/{log}/sheet.pdf?house={GIRLS}").data.startswith(b"%PDF")
    with duty.reading():
        teacher = duty.account("teacher").person_id
    path = f"/duty/logs/{log}/paper?house={GIRLS}&evening={FRIDAY}"
    fields = {"at": "2026-11-27T20:45", "seen_by": teacher, f"state-{child}": "present", "submission": "paper"}
    assert send(browser, path, fields | {"at": "2026-11-29T20:45"}).status_code == 422
    assert send(browser, path, fields).status_code == 303
    with duty.reading():
        mark = session().scalars(select(RollMark)).one()
        assert (mark.by_id, mark.typed_by_id is not None) == (teacher, True)
    assert browser.get(f"/duty/logs/{log}/paper?house={BOYS}").status_code == 200


def test_a_round_is_one_tap_and_a_note_waits_for_its_words(duty: Cast) -> None:
    log = opened(duty)
    browser = duty.signed_in("dormitory")
    send(browser, f"/duty/logs/{log}/rounds", {"client_id": "round-1"}, page=f"/duty/logs/{log}")
    send(browser, f"/duty/logs/{log}/rounds", {"client_id": "round-1"}, page=f"/duty/logs/{log}")
    note = {"client_id": "note-1", "kind": "event", "words": "", "seen_by": 0}
    assert "写一句发生了什么" in send(browser, f"/duty/logs/{log}/notes/new", note).text
    assert send(browser, f"/duty/logs/{log}/notes/new", note | {"words": "走廊灯坏"}).status_code == 303
    with duty.reading():
        assert len(session().scalars(select(ShiftNote)).all()) == 2


def test_only_the_rounds_of_this_night_are_counted_for_it(duty: Cast, friday: time_machine.Traveller) -> None:
    log = opened(duty)
    browser = duty.signed_in("dormitory")
    for name in ("round-1", "round-2"):
        send(browser, f"/duty/logs/{log}/rounds", {"client_id": name}, page=f"/duty/logs/{log}")
    assert "今晚 2 次，至少 2 次" in browser.get(f"/duty/logs/{log}").text
    friday.shift(timedelta(hours=5))
    assert "今晚 2 次" in duty.signed_in("dormitory").get(f"/duty/logs/{log}").text, "the small hours belong to Friday's night"
    friday.shift(timedelta(hours=19))
    assert "今晚 0 次，至少 2 次" in duty.signed_in("dormitory").get(f"/duty/logs/{log}").text


def test_the_duty_record_is_printed_whole_for_who_is_on_the_shift(duty: Cast) -> None:
    roll = calling(duty)
    browser, child = duty.signed_in("dormitory"), duty.child_id()
    with duty.reading():
        log, counselor = session().scalars(select(ShiftLog.id)).one(), duty.account("counselor").person_id
    tapped(browser, roll, child)
    send(browser, f"/duty/logs/{log}/rounds", {"client_id": "round-1"}, page=f"/duty/logs/{log}")
    for kind, words in (("meal", "晚饭都吃了"), ("event", "走廊灯坏")):
        send(browser, f"/duty/logs/{log}/notes/new", {"client_id": f"note-{kind}", "kind": kind, "words": words, "seen_by": 0})
    send(browser, f"/duty/logs/{log}/hand-over", {"words": "灯管坏一根", "to": counselor})
    answer = browser.get(f"/duty/logs/{log}/record.pdf")
    assert answer.mimetype == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages).replace("\n", "")
    for words in ("值班记录", "带班领导", "方雅", "女生", "应到", "查寝", "21:30", "晚饭都吃了", "走廊灯坏", "灯管坏一根", "舒宁"):
        assert words in text, (words, text)
    assert CHILD not in text, "who was there is a number"
    assert duty.who_enters(f"/duty/logs/{log}/record.pdf") == SHIFT
    with duty.reading():
        assert "duty.record_printed" in session().scalars(select(JournalRow.event)).all()


def test_a_hand_over_is_signed_by_both_on_their_own_pages(duty: Cast) -> None:
    log = opened(duty)
    with duty.reading():
        counselor = duty.account("counselor").person_id
    dormitory, taker = duty.signed_in("dormitory"), duty.signed_in("counselor")
    assert send(dormitory, f"/duty/logs/{log}/hand-over", {"words": "灯管坏一根", "to": counselor}).status_code == 303
    assert "等接班人签" in dormitory.get(f"/duty/logs/{log}").text
    assert dormitory.get("/duty/hand-overs/1").status_code == 404
    assert "灯管坏一根" in taker.get("/duty/hand-overs/1").text
    assert send(taker, "/duty/hand-overs/1").status_code == 303
    assert "两人都已签" in dormitory.get(f"/duty/logs/{log}").text
    send(dormitory, f"/duty/logs/{log}/closing", page=f"/duty/logs/{log}")
    assert "这一班还不能结束" in dormitory.get(f"/duty/logs/{log}").text


def test_a_weekend_holds_sport_but_no_lessons_and_who_took_part(duty: Cast) -> None:
    child, log = duty.child_id(), opened(duty)
    browser = duty.signed_in("teacher")
    plan = {"kind": "sport", "title": "数学补课", "place": "操场", "starts_at": "2026-11-28T15:00", "minutes": 60, "led_by": 0}
    assert "周末不安排上课" in send(browser, f"/duty/logs/{log}/programme/new", plan).text
    assert send(browser, f"/duty/logs/{log}/programme/new", plan | {"title": "跳绳"}).status_code == 303
    assert send(browser, "/duty/activities/1", {"children": [child]}).status_code == 303
    assert re.search(r"跳绳(?s:.*?)1 (名|个|人|位)", browser.get(f"/duty/logs/{log}").text)
    send(browser, "/duty/activities/1/calling-off", page="/duty/activities/1")
    assert "已取消" in browser.get(f"/duty/logs/{log}").text


def test_the_page_of_a_shift_costs_the_same_however_many_sleep_there(duty: Cast) -> None:
    log, _roll = opened(duty), calling(duty)
    browser = duty.signed_in("dormitory")
    costs = []
    for more in (0, 30):
        more_girls(duty, more)
        browser.get(f"/duty/logs/{log}")
        with statements(duty.database) as needed:
            browser.get(f"/duty/logs/{log}")
        costs.append(len(needed))
    assert costs[0] == costs[1] <= 24, costs
