"""From tables to a published roster: fair, within the rules, changed, told, printed."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader
from sqlalchemy import select

from portal.core import clock
from portal.core.db import session
from portal.duty.models.fairness import DutyTime, LedgerEntry, TimeKind
from portal.duty.models.roster import DraftState, DutyAssignment, DutyDraft, DutyProposal, DutyShift, PostKind
from portal.duty.queries.drafts import holders
from portal.outbox.models import Message
from portal.people.models import Person
from tests.cast import Cast
from tests.counting import statements
from tests.duty.roster_school import furnish
from tests.forms import send, token_of


@pytest.fixture
def school(cast: Cast) -> Cast:
    furnish(cast)
    return cast


def draft(browser: FlaskClient, scope: str = "all") -> None:
    made = send(browser, "/duty/draft", {"scope": scope})
    assert made.status_code == 303
    assert made.location.endswith("/duty/draft")


def publish(cast: Cast, browser: FlaskClient) -> None:
    with cast.reading():
        found = session().scalars(select(DutyDraft).where(DutyDraft.state == DraftState.OPEN)).one()
        number, version = found.id, found.version
    page = browser.get("/duty/draft")
    sent = {"csrf_token": token_of(page), "version": version, "because": "人手只有这些"}
    assert browser.post(f"/duty/draft/{number}/publication", data=sent).location.endswith("/duty")


def named(cast: Cast) -> dict[str, int]:
    with cast.reading():
        return {name: number for number, name in session().execute(select(Person.id, Person.name))}


def test_who_opens_the_pages_of_the_roster(school: Cast) -> None:
    contact = {"principal", "lead", "counselor", "homeroom", "other_homeroom", "teacher", "dormitory"}
    assert school.who_enters("/duty") == contact
    assert school.who_enters("/duty/mine") == contact
    assert school.who_enters("/duty/draft") == {"principal", "lead"}
    assert school.who_enters("/duty/people") == {"principal", "lead"}


def test_a_draft_follows_qualification_house_and_leave_and_is_told_when_published(school: Cast) -> None:
    lead, people = school.signed_in("lead"), named(school)
    with school.writing():
        away = {"kind": TimeKind.AWAY, "from_day": clock.today(), "until_day": clock.today().replace(year=clock.today().year + 1)}
        session().add(DutyTime(person_id=people["彭师傅"], recorded_at=clock.now(), recorded_by_id=None, **away))
    draft(lead)
    page = lead.get("/duty/draft").text
    assert "各人的负担" in page
    assert "新" in page
    publish(school, lead)
    with school.reading():
        held = (
            session()
            .execute(
                select(DutyShift.post, Person.name)
                .select_from(DutyShift)
                .join(DutyAssignment, DutyAssignment.shift_id == DutyShift.id)
                .join(Person, Person.id == DutyAssignment.person_id)
            )
            .all()
        )
        assert {name for post, name in held if post is PostKind.DORM_GIRLS} <= {"韦老师", "邱姨"}
        assert {name for post, name in held if post is PostKind.DORM_BOYS} == {"麻师傅"}
        assert {name for post, name in held if post is PostKind.GATE} == {"石师傅", "何师傅"}
        assert session().scalars(select(LedgerEntry)).all()
    roster = lead.get("/duty").text
    assert "麻师傅" in roster
    assert "谁值得多，谁值得少" in roster


def test_what_is_published_stays_when_only_gaps_are_filled(school: Cast) -> None:
    lead = school.signed_in("lead")
    draft(lead)
    publish(school, lead)
    with school.reading():
        first = dict(holders(clock.today(), clock.today().replace(year=clock.today().year + 1)))
    draft(lead, "gaps")
    page = lead.get("/duty/draft").text
    assert "和已公布的相比，有 0 个班不同" in page
    publish(school, lead)
    with school.reading():
        assert dict(holders(clock.today(), clock.today().replace(year=clock.today().year + 1))) == first
        assert not session().scalars(select(DutyAssignment).where(DutyAssignment.ended_at.is_not(None))).all()


def test_a_line_changed_by_hand_stays_and_a_hard_rule_refuses_another(school: Cast) -> None:
    lead, people = school.signed_in("lead"), named(school)
    draft(lead)
    with school.reading():
        line = (
            session().scalars(select(DutyProposal).where(DutyProposal.post == PostKind.GATE).order_by(DutyProposal.weekend)).first()
        )
        assert line
        address = f"/duty/draft/{line.draft_id}/{line.weekend}/gate/1"
        day, other = line.weekend, people["何师傅" if line.person_id == people["石师傅"] else "石师傅"]
    changed = send(lead, address, {"person": other, "locked": "y"})
    assert changed.status_code == 303
    draft(lead)
    with school.reading():
        kept = session().scalars(
            select(DutyProposal).join(DutyDraft).where(
                DutyDraft.state == DraftState.OPEN, DutyProposal.post == PostKind.GATE, DutyProposal.weekend == day
            )
        ).one()  # fmt: skip
        assert (kept.person_id, kept.locked) == (other, True)
        number, taught = kept.draft_id, session().scalars(
            select(DutyProposal).where(
                DutyProposal.draft_id == kept.draft_id, DutyProposal.post == PostKind.TEACHER, DutyProposal.weekend == day
            )
        ).one()  # fmt: skip
        busy = taught.person_id
    with school.writing():
        session().add(DutyTime(person_id=busy, kind=TimeKind.AWAY, from_day=day, until_day=day, recorded_at=clock.now()))
    refused = send(lead, f"/duty/draft/{number}/{day}/teacher/1", {"person": busy})
    assert refused.status_code == 422
    assert "那个周末不在" in refused.text


def test_a_draft_changed_meanwhile_is_not_published(school: Cast) -> None:
    lead = school.signed_in("lead")
    draft(lead)
    page = lead.get("/duty/draft")
    number = re.search(r"/duty/draft/(\d+)/publication", page.text)
    assert number
    answer = lead.post(number[0], data={"csrf_token": token_of(page), "version": "99"}, follow_redirects=True)
    assert "刚有人改过" in answer.text
    with school.reading():
        assert not session().scalars(select(DutyShift)).all()


def test_publishing_stands_on_the_desk_until_seen(school: Cast) -> None:
    lead, teacher = school.signed_in("lead"), school.signed_in("dormitory")
    draft(lead)
    publish(school, lead)
    assert "看一眼新公布的值班" in teacher.get("/today").text
    with school.reading():
        told = session().execute(select(Message.person_id, Message.path).where(Message.kind == "duty")).all()
    assert (named(school)["邱姨"], "/duty/mine") in told, "and a word that something waits leaves the portal"
    page = teacher.get("/duty/mine")
    assert "女生楼" in page.text
    assert teacher.post("/duty/mine/seen", data={"csrf_token": token_of(page)}).status_code == 303
    assert "看一眼新公布的值班" not in teacher.get("/today").text


def test_the_roster_of_a_term_needs_six_statements(school: Cast) -> None:
    lead, teacher = school.signed_in("lead"), school.signed_in("teacher")
    draft(lead)
    publish(school, lead)
    for browser in (lead, teacher):
        browser.get("/duty")
        with statements(school.database) as seen:
            assert browser.get("/duty").status_code == 200
        assert len(seen) <= 6, seen


def test_the_roster_is_read_back_from_paper_and_sheet(school: Cast) -> None:
    lead = school.signed_in("lead")
    draft(lead)
    publish(school, lead)
    paper = PdfReader(BytesIO(lead.get("/duty/roster.pdf").data))
    assert float(paper.pages[0].mediabox.width) > float(paper.pages[0].mediabox.height)
    assert "麻师傅" in paper.pages[0].extract_text()
    book = load_workbook(BytesIO(lead.get("/duty/roster.xlsx").data))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[0][3] == "岗位"
    with school.reading():
        assert len(rows) - 1 == len(session().scalars(select(DutyShift)).all())


def test_the_calendar_opens_with_its_secret_until_it_is_revoked(school: Cast) -> None:
    lead, teacher = school.signed_in("lead"), school.signed_in("dormitory")
    draft(lead)
    publish(school, lead)
    page = teacher.get("/duty/mine")
    made = teacher.post("/duty/mine/calendar", data={"csrf_token": token_of(page)}, follow_redirects=True)
    found = re.search(r"(/duty/calendar/[\w-]+\.ics)", made.text)
    assert found
    stranger = school.app.test_client()
    answer = stranger.get(found[1])
    assert answer.mimetype == "text/calendar"
    calendar = Calendar.from_ical(answer.data)
    events = calendar.walk("VEVENT")
    assert events
    assert not calendar.errors
    assert {str(event["SUMMARY"]) for event in events} == {"周末值班：女生楼"}
    for event in events:
        begins, ends = event.decoded("DTSTART"), event.decoded("DTEND")
        assert begins.utcoffset() == timedelta(0)
        assert begins < ends
    again = teacher.get("/duty/mine")
    assert found[1] not in again.text
    teacher.post("/duty/mine/calendar/revocation", data={"csrf_token": token_of(again)})
    assert stranger.get(found[1]).status_code == 404
    assert stranger.get("/duty/calendar/x.ics").status_code == 404


def test_an_open_post_is_explained_with_what_would_open_it(school: Cast) -> None:
    lead, doctor = school.signed_in("lead"), named(school)["卢医生"]
    with school.writing():
        away = {"kind": TimeKind.AWAY, "from_day": clock.today(), "until_day": clock.today() + timedelta(days=200)}
        session().add(DutyTime(person_id=doctor, recorded_at=clock.now(), recorded_by_id=None, **away))
    draft(lead)
    page = lead.get("/duty/draft").text
    assert "排不出人的班" in page
    assert "卢医生（那个周末不在）" in page
    publish(school, lead)
    assert "还空" in lead.get("/duty").text
    assert "空缺" in PdfReader(BytesIO(lead.get("/duty/roster.pdf").data)).pages[0].extract_text()
