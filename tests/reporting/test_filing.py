"""A mandatory report: filed by anybody, told to the police first, kept for ever, read by few, never told to who did it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from pypdf import PdfReader
from sqlalchemy import delete, inspect, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.children.models import Child
from portal.children.withholding import withheld
from portal.core import clock
from portal.journal.models import JournalRow
from portal.reporting.models import MandatoryReport, ReportStep
from portal.reporting.shown import counts, members
from tests.cast import CHILD, OTHER_CHILD, PEOPLE, Cast
from tests.counting import statements
from tests.forms import send

WORDS = "昨晚又被打了，说不想回家"
SUSPECTED = "外地回来的父亲"
SEE_ALL = {"lead", "principal", "legal"}
STAFF = set(PEOPLE) - {"inspector", "parent", "carer", "other_parent"}


def moment(ago: timedelta = timedelta(minutes=5)) -> str:
    return f"{clock.local(clock.now() - ago):%Y-%m-%dT%H:%M}"


def sheet(**more: object) -> dict[str, object]:
    filled = {"safe": "no", "child": CHILD, "child_class": "0", "situations": ["4"], "words": WORDS, "found_at": moment()}
    return {**filled, "how": "child", "suspect": "guardian", "suspected": SUSPECTED, "kept_from": "", **more}


def filed(browser: FlaskClient, **more: object) -> str:
    answer = send(browser, "/mandatory-reports/new", sheet(**more))
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def step(browser: FlaskClient, report: str, kind: str, **more: object) -> int:
    return send(browser, f"{report}/steps/{kind}", {"at": moment(timedelta(minutes=1)), **more}).status_code


@pytest.fixture
def report(cast: Cast) -> str:
    """A report by the dormitory's 邱姨, who reaches no file."""
    return filed(cast.signed_in("dormitory"))


def test_every_member_of_staff_may_file_and_nobody_else(cast: Cast) -> None:
    assert cast.who_enters("/mandatory-reports/new") == STAFF
    assert filed(cast.signed_in("auditor")).startswith("/mandatory-reports/")


def test_the_finder_the_handler_and_the_heads_read_it_and_for_others_there_is_none(cast: Cast, report: str) -> None:
    assert cast.who_enters(report) == SEE_ALL | {"dormitory"}
    assert cast.who_enters(f"{report}/report.pdf") == SEE_ALL | {"dormitory"}
    assert cast.who_enters(f"{report}/steps/police") == SEE_ALL | {"dormitory"}
    assert cast.signed_in("homeroom").get("/mandatory-reports").text.count("2026-001") == 0


def test_a_report_about_a_reader_is_kept_from_them_and_goes_past_the_chain(cast: Cast) -> None:
    found = filed(cast.signed_in("teacher"), kept_from="safeguarding_lead")
    assert cast.who_enters(found) == {"teacher", "principal", "legal"}
    assert step(cast.signed_in("teacher"), found, "police", office="镇派出所") == 303


def test_the_form_says_what_is_missing_and_where(cast: Cast) -> None:
    answer = send(cast.signed_in("teacher"), "/mandatory-reports/new", {"found_at": "", "child": ""})
    assert answer.status_code == 422
    for words in ("孩子现在是否安全", "写下孩子的姓名", "至少选一项", "写下你看到或听到的", "监护人"):
        assert words in answer.text, words
    late = send(cast.signed_in("teacher"), "/mandatory-reports/new", sheet(found_at=moment(-timedelta(hours=2))))
    assert "现在以后" in late.text


def test_the_police_come_first_and_nothing_closes_before(cast: Cast, report: str) -> None:
    lead = cast.signed_in("lead")
    assert step(lead, report, "bureau", office="区教委") == 422
    assert step(lead, report, "feedback", words="已受案") == 422
    assert step(lead, report, "closed", words="就这样吧") == 422
    assert step(lead, report, "police") == 422
    assert step(lead, report, "police", office="镇派出所", receipt="示例11号") == 303
    assert step(lead, report, "closed") == 422
    for kind, more in (("bureau", {"office": "区教委"}), ("civil", {"office": "民政办"}), ("feedback", {"words": "已立案"})):
        assert step(lead, report, kind, **more) == 303
    assert step(lead, report, "closed") == 303
    assert step(lead, report, "closed") == 422
    assert step(lead, report, "note", words="又来电话") == 303


def test_only_those_who_lead_close_and_nobody_deletes(cast: Cast, report: str) -> None:
    assert step(cast.signed_in("dormitory"), report, "police", office="镇派出所") == 303
    assert cast.signed_in("dormitory").get(f"{report}/steps/closed").status_code == 404
    for key in PEOPLE:
        assert cast.signed_in(key).delete(report).status_code == 405
    for table in (ReportStep, MandatoryReport):
        with pytest.raises(DBAPIError, match="never deleted"), cast.writing() as opened:
            opened.execute(delete(table))
    rules = [str(rule) for rule in cast.app.url_map.iter_rules() if "mandatory" in str(rule)]
    assert not any(re.search("delet|withdraw|remov|stop", rule) for rule in rules)


def test_a_step_touched_later_shows_and_so_does_everything_after_it(cast: Cast, report: str) -> None:
    lead = cast.signed_in("lead")
    step(lead, report, "police", office="镇派出所")
    step(lead, report, "bureau", office="区教委")
    assert "与当时写下的不一致" not in lead.get(report).text
    with cast.writing() as opened:
        first = opened.scalars(select(ReportStep).order_by(ReportStep.id)).first()
        assert first
        opened.execute(update(ReportStep).where(ReportStep.id == first.id).values(body={**first.body, "office": "别处"}))
    assert lead.get(report).text.count("与当时写下的不一致") == 2


def test_a_changed_sheet_shows_as_well(cast: Cast, report: str) -> None:
    lead = cast.signed_in("lead")
    step(lead, report, "police", office="镇派出所")
    with cast.writing() as opened:
        found = opened.scalars(select(MandatoryReport)).one()
        found.sheet = {**found.sheet, "words": "没有什么"}
    assert "与当时写下的不一致" in lead.get(report).text


def test_the_clocks_stand_on_the_desk_and_the_principal_is_told_when_one_has_run_out(cast: Cast) -> None:
    fresh = filed(cast.signed_in("dormitory"))
    assert "现在就报警" in cast.signed_in("lead").get("/today").text
    assert "现在就报警" in cast.signed_in("dormitory").get("/today").text
    assert "现在就报警" not in cast.signed_in("principal").get("/today").text
    with cast.writing() as opened:
        opened.scalars(select(MandatoryReport)).one().found_at = clock.now() - timedelta(minutes=40)
    assert "现在就报警" in cast.signed_in("principal").get("/today").text
    assert "现在就报警" not in cast.signed_in("homeroom").get("/today").text
    step(cast.signed_in("lead"), fresh, "police", office="镇派出所")
    desk = cast.signed_in("lead").get("/today").text
    assert "现在就报警" not in desk
    for words in ("到教育行政部门备案", "告知民政部门", "等公安出具回执"):
        assert words in desk, words
    assert CHILD not in desk


def test_a_guardian_who_may_have_done_it_hears_nothing_anywhere(cast: Cast, report: str) -> None:
    lead = cast.signed_in("lead")
    lead.get(report)
    lead.get(f"{report}/report.pdf")
    cast.signed_in("legal").get(report)
    child_id = cast.child_id()
    for key in ("parent", "carer"):
        browser = cast.signed_in(key)
        for path in ("/home", f"/home/children/{child_id}/readers", "/home/reports", report):
            page = browser.get(path).text
            assert not any(word in page for word in (WORDS, SUSPECTED, "强制报告", "2026-001", "法治副校长")), (key, path)
    with cast.reading() as opened:
        rows = opened.scalars(select(JournalRow).where(JournalRow.event.like("reporting.%"))).all()
        assert {row.event for row in rows} >= {"reporting.filed", "reporting.opened", "reporting.printed"}
        assert {row.child_id for row in rows} == {None}
        assert _queued(cast, opened) == 0


def _queued(cast: Cast, opened: Session) -> int:
    """Messages waiting in the outbox, whatever its tables are called today."""
    tables = [name for name in inspect(cast.database.engine).get_table_names() if name.startswith("outbox")]
    return sum(opened.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in tables)  # noqa: S608 our own names


def test_others_can_ask_who_of_a_family_must_hear_nothing(cast: Cast, report: str) -> None:
    child_id = cast.child_id()
    with cast.reading():
        kept = withheld([child_id, 999])
        assert set(kept) == {child_id}
        assert len(kept[child_id]) == 2
    guardian = min(kept[child_id])
    assert (
        send(
            cast.signed_in("lead"), f"{report}/guardians", {"guardian_id": guardian, "reason": "王警官 今天"}, page=report
        ).status_code
        == 303
    )
    with cast.reading():
        assert withheld([child_id])[child_id] == kept[child_id] - {guardian}
    filed(cast.signed_in("teacher"), child=OTHER_CHILD, suspect="somebody_else")
    other = cast.child_id(OTHER_CHILD)
    with cast.reading() as opened:
        assert other in opened.scalars(select(MandatoryReport.child_id)).all()
        assert withheld([other]) == {}


def test_the_child_is_found_by_name_and_the_finder_is_not_told(cast: Cast, report: str) -> None:
    finder, lead = cast.signed_in("dormitory").get(report).text, cast.signed_in("lead").get(report).text
    assert "归到谁的档案" not in finder
    assert "归到谁的档案" in lead
    assert "强制报告" in cast.signed_in("lead").get(f"/children/{cast.child_id()}").text
    assert "强制报告 2026" not in cast.signed_in("homeroom").get(f"/children/{cast.child_id()}").text
    child_id = cast.child_id()
    with cast.reading():
        assert [one.child_id for one in members(clock.today())["reporting.reported_this_month"]] == [child_id]


def test_where_no_file_or_several_have_the_name_whoever_leads_says_which(cast: Cast) -> None:
    with cast.writing() as opened:
        opened.scalars(select(Child).where(Child.name == OTHER_CHILD)).one().name = CHILD
    found, lead = filed(cast.signed_in("teacher")), cast.signed_in("lead")
    with cast.reading() as opened:
        assert opened.scalars(select(MandatoryReport.child_id)).one() is None
        ids = opened.scalars(select(Child.id).order_by(Child.id)).all()
    assert send(lead, f"{found}/child", {"child_id": 999}, page=found).status_code == 422
    assert send(lead, f"{found}/child", {"child_id": ids[1]}, page=found).status_code == 303
    with cast.reading() as opened:
        assert opened.scalars(select(MandatoryReport.child_id)).one() == ids[1]


def test_files_requests_and_those_who_know_are_kept_and_printed(cast: Cast, report: str) -> None:
    lead = cast.signed_in("lead")
    pdf = b"%PDF-1.4\n%%EOF"
    assert send(lead, f"{report}/files", {"title": "校医记录", "file": (BytesIO(pdf), "a.pdf")}, page=report).status_code == 303
    assert send(lead, f"{report}/requests", {"words": "调取走廊监控"}, page=report).status_code == 303
    assert "交给公安" in lead.get("/today").text
    assert send(lead, f"{report}/requests/1", {"handed": ""}, page=report).status_code == 422
    assert send(lead, f"{report}/requests/1", {"handed": "U 盘一只，交民警"}, page=report).status_code == 303
    assert send(lead, f"{report}/requests/1", {"handed": "再交"}, page=report).status_code == 404
    assert send(lead, f"{report}/knowing", {"who": "舒老师", "why": "今晚陪着"}, page=report).status_code == 303
    step(lead, report, "police", office="镇派出所", receipt="示例11号")
    assert lead.get(f"{report}/files/1").data == pdf
    assert cast.signed_in("counselor").get(f"{report}/files/1").status_code == 404
    paper = PdfReader(BytesIO(lead.get(f"{report}/report.pdf").data))
    said = "".join(page.extract_text() for page in paper.pages)
    for words in (CHILD, WORDS, "示例11号", "校医记录", "调取走廊监控", "舒老师", "身体存在多处损伤", "110"):
        assert words in "".join(said.split()), words
    with cast.reading() as opened:
        digest = opened.scalars(select(ReportStep.digest)).one()
        assert digest in "".join(said.split())


def test_an_inspector_sees_counts_also_zero_and_no_report(cast: Cast) -> None:
    inspector = cast.signed_in("inspector")
    assert "本学期报告" in inspector.get("/today").text
    assert cast.who_enters("/mandatory-reports/counts") == {"inspector", "lead", "principal"}
    found = filed(cast.signed_in("teacher"))
    step(cast.signed_in("lead"), found, "police", office="镇派出所")
    assert inspector.get(found).status_code == 403
    with cast.reading():
        counted = counts(clock.today() - timedelta(days=1), clock.today())  # just after midnight it was found yesterday
    assert (counted.reports, counted.police, counted.police_in_time, counted.bureau) == (1, 1, 1, 0)
    assert "2026-001" not in inspector.get("/mandatory-reports/counts").text


def test_the_pages_need_the_same_statements_whatever_their_length(cast: Cast) -> None:
    lead, seen = cast.signed_in("lead"), []
    for _round in range(2):
        found = filed(cast.signed_in("teacher"))
        for kind in ("police", "bureau"):
            step(lead, found, kind, office="某处")
        needed = []
        for path in ("/mandatory-reports", found, "/today"):
            lead.get(path)
            with statements(cast.database) as asked:
                assert lead.get(path).status_code == 200
            needed.append(sum("journal" not in one for one in asked))
        seen.append(needed)
    assert seen[0] == seen[1]


def test_a_moment_is_one_of_the_schools_clock(cast: Cast) -> None:
    filed(cast.signed_in("teacher"), found_at="2026-09-01T08:30")
    with cast.reading() as opened:
        found = opened.scalars(select(MandatoryReport)).one()
        assert clock.local(found.found_at) == datetime(2026, 9, 1, 8, 30, tzinfo=clock.SCHOOL_ZONE)
