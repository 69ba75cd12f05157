"""The room: opening hours, appointments nobody can take twice, the slip, the secret address of the calendar."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import BookingKind
from portal.counseling.models import Booking, Feed, Opening, Referral
from portal.counseling.operations.booking import Wish, book
from portal.school.models import CalendarEntry
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counseling.room_of import case_for, colleague, open_room
from tests.forms import send, token_of

AT_ONCE = 8


def wish(cast: Cast, period_id: int, day: date, child_id: int | None = None) -> Wish:
    return Wish(day, period_id, BookingKind.FIRST, child_id or cast.child_id())


def race(cast: Cast, acts: list[Callable[[], object]]) -> tuple[int, list[str]]:
    """Carry all out at the same moment, each in a transaction of its own: how many stood, and what the others were told."""
    ready, stood, told = threading.Barrier(len(acts)), [], []

    def run(act: Callable[[], object]) -> None:
        with cast.app.app_context():
            ready.wait()
            try:
                with cast.writing():
                    act()
                stood.append(1)
            except Refused as refusal:
                told.append(str(refusal))

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return len(stood), told


def test_of_many_who_ask_for_one_time_at_the_same_moment_one_gets_it(cast: Cast) -> None:
    period_id, day = open_room(cast)
    children = [cast.child_id(CHILD), cast.child_id(OTHER_CHILD)]
    with cast.reading():
        viewer = cast.viewer("counselor")
    wishes = [wish(cast, period_id, day, children[number % 2]) for number in range(AT_ONCE)]
    stood, told = race(cast, [partial(book, one, by=viewer) for one in wishes])
    assert stood == 1
    assert len(told) == AT_ONCE - 1
    assert all("已经有约" in words for words in told), told
    with cast.reading():
        assert session().scalar(select(func.count()).select_from(Booking)) == 1


def test_two_counselors_cannot_take_one_child_at_the_same_moment(cast: Cast) -> None:
    period_id, day = open_room(cast)
    second_id = colleague(cast)
    with cast.writing():
        for weekday in range(7):
            opening = {"counselor_id": second_id, "period_id": period_id, "weekday": weekday, "from_day": date(2025, 9, 1)}
            session().add(Opening(**opening))
    with cast.reading():
        viewers = [cast.viewer("counselor"), cast.viewer("second")]
    asked = wish(cast, period_id, day)
    stood, told = race(cast, [partial(book, asked, by=by) for by in viewers * 3])
    assert (stood, len(told)) == (1, 5)


def test_two_browsers_that_ask_at_once_make_one_appointment(cast: Cast) -> None:
    period_id, day = open_room(cast)
    case_for(cast)
    page = "/counseling/room/appointments/new"
    browsers = [cast.signed_in("counselor") for _each in range(4)]
    data = {"day": day.isoformat(), "period": str(period_id), "child": str(cast.child_id()), "kind": "first"}
    tokens = [token_of(browser.get(page)) for browser in browsers]
    answers: list[int] = []

    def ask(number: int) -> None:
        answers.append(browsers[number].post(page, data={**data, "csrf_token": tokens[number]}).status_code)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(browsers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(answers) == [303, 422, 422, 422]


def test_a_time_called_off_is_free_again(cast: Cast) -> None:
    period_id, day = open_room(cast)
    case_for(cast)
    counselor = cast.signed_in("counselor")
    asked = wish(cast, period_id, day)
    with cast.writing():
        number = book(asked, by=cast.viewer("counselor")).id
    page = f"/counseling/room/appointments/{number}"
    assert "林*禾" in counselor.get(f"/counseling/room?day={day}").text
    assert CHILD not in counselor.get(f"/counseling/room?day={day}").text
    assert send(counselor, f"{page}/called_off", page=page).status_code == 303
    assert "林*禾" not in counselor.get(f"/counseling/room?day={day}").text
    with cast.writing():
        assert book(asked, by=cast.viewer("counselor")).id != number


@pytest.mark.parametrize("how", ["shut", "past", "holiday", "nobody"])
def test_a_time_that_is_not_offered_is_refused(cast: Cast, how: str) -> None:
    period_id, day = open_room(cast)
    asked = wish(cast, period_id, day)
    with cast.writing():
        viewer = cast.viewer("counselor")
        if how == "shut":
            for opening in session().scalars(select(Opening)):
                opening.until_day = clock.today()
        elif how == "past":
            asked = replace(asked, day=clock.today() - timedelta(days=1))
        elif how == "holiday":
            session().add(CalendarEntry(day=day, kind="holiday"))
            session().flush()
            cast.database.memory.clear()
        else:
            asked = Wish(day, period_id, BookingKind.FIRST)
        with pytest.raises(Refused):
            book(asked, by=viewer)


def test_the_own_hours_are_chosen_by_ticking_and_what_is_taken_elsewhere_is_written_in(cast: Cast) -> None:
    counselor = cast.signed_in("counselor")
    page = "/counseling/room/hours"
    assert "还没有设时段" in counselor.get(page).text
    assert send(counselor, f"{page}/new", {"name": "午休", "begins": "12:40", "minutes": "40"}).status_code == 303
    assert send(counselor, f"{page}/new", {"name": "午休", "begins": "12:40", "minutes": "40"}).status_code == 422
    assert send(counselor, page, {"open": ["1:0", "1:2", "99:1", "x"]}).status_code == 303
    assert "每周开放 1.3 小时" in counselor.get(page).text
    with cast.reading():
        assert {(one.period_id, one.weekday) for one in session().scalars(select(Opening))} == {(1, 0), (1, 2)}
    assert send(counselor, page, {"open": ["1:2"]}).status_code == 303
    today = clock.today()
    monday = today + timedelta(days=7 - today.weekday())
    data = {"day": monday.isoformat(), "period": "1", "child": "0", "kind": "blocked", "words": "心理课"}
    assert send(counselor, "/counseling/room/appointments/new", data).status_code == 303
    assert "心理课" in counselor.get(f"/counseling/room?day={monday}").text
    refused = send(
        counselor, "/counseling/room/appointments/new", data | {"day": (monday + timedelta(days=1)).isoformat(), "kind": "first"}
    )
    assert refused.status_code == 422


def test_the_slip_says_who_would_like_to_see_the_child_and_nothing_else(cast: Cast) -> None:
    period_id, day = open_room(cast)
    asked = wish(cast, period_id, day)
    with cast.writing():
        number = book(asked, by=cast.viewer("counselor")).id
    answer = cast.signed_in("counselor").get(f"/counseling/room/appointments/{number}/slip.pdf")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(answer.data)).pages)
    assert "舒老师找" in text
    assert CHILD in text
    for word in ("心理", "辅导", "咨询", "测评", "初次"):
        assert word not in text, word
        assert word not in answer.headers["Content-Disposition"]


def test_a_waiting_child_is_given_a_time_and_waits_no_more(cast: Cast) -> None:
    period_id, day = open_room(cast)
    counselor, child_id = cast.signed_in("counselor"), cast.child_id()
    with cast.writing():
        given = {"client_id": "r" * 12, "origin": "teacher", "wanted": "talk", "urgency": "week", "seen": "话少"}
        person_id = cast.account("homeroom").person_id
        session().add(Referral(child_id=child_id, due=day, made_at=clock.now(), made_by_id=person_id, **given))
    assert "林*禾" in counselor.get("/counseling/room").text
    page = f"/counseling/room/appointments/new?child={child_id}&referral=1"
    data = {"day": day.isoformat(), "period": str(period_id), "child": str(child_id), "kind": "first"}
    assert send(counselor, page, data).status_code == 303
    assert "没有人等着排时间" in counselor.get("/counseling/room").text


def test_the_secret_address_tells_times_and_dies_when_it_is_revoked(cast: Cast) -> None:
    from icalendar import Calendar

    period_id, day = open_room(cast)
    asked = wish(cast, period_id, day)
    with cast.writing():
        book(asked, by=cast.viewer("counselor"))
    counselor, stranger = cast.signed_in("counselor"), cast.app.test_client()
    shown = send(counselor, "/counseling/room/address", page="/counseling/room/hours").text
    address = shown.split('readonly value="')[1].split('"')[0]
    path = "/" + address.split("/", 3)[3]
    answer = stranger.get(path)
    assert answer.mimetype == "text/calendar"
    for word in (CHILD, "林", "心理", "辅导", "初次", "午休"):
        assert word not in answer.text, word
    entries = list(Calendar.from_ical(answer.data).walk("VEVENT"))
    assert [one.decoded("dtstart").astimezone(clock.SCHOOL_ZONE).strftime("%H:%M") for one in entries] == ["12:40"]
    assert "TZID" not in answer.text
    with cast.reading():
        assert path.split("/")[-1].removesuffix(".ics") not in str(session().scalars(select(Feed)).one().__dict__)
    send(counselor, "/counseling/room/address/revocation", page="/counseling/room/hours")
    assert stranger.get(path).status_code == 404
    assert stranger.get("/counseling/feed/x.ics").status_code == 404
