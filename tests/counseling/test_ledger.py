"""The warning ledger, the paper a family signs, the place and number of a session, and times of more care."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO

import openpyxl
import pytest
import time_machine
from pypdf import PdfReader
from sqlalchemy import select

from portal.core import clock
from portal.core.calendar import TermDays
from portal.core.contributions import declared_settings
from portal.core.db import session
from portal.counseling.codes import CrisisAct, Danger, Level, Node
from portal.counseling.models import Case
from portal.counseling.operations.cases import review
from portal.counseling.operations.levels import decide, propose
from portal.counseling.rules import node_of
from portal.journal.models import JournalRow
from portal.school.models import Term
from portal.school.operations.keeping import change_setting
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counseling.room_of import case_for, colleague, signed
from tests.counseling.test_care import begun, steps
from tests.counting import statements
from tests.forms import send

SAID = "金丝雀原话"


def rows_of(cast: Cast, who: str = "counselor") -> list[dict[str, str]]:
    answer = cast.signed_in(who).get("/counseling/ledger.xlsx")
    sheet = openpyxl.load_workbook(BytesIO(answer.data)).worksheets[0]
    head, *rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_the_ledger_tells_each_case_in_the_columns_schools_keep(cast: Cast) -> None:
    case_id = case_for(cast, level=Level.BLUE)
    second = colleague(cast)
    counselor = cast.signed_in("counselor")
    signed(counselor, case_id, said=SAID)
    told = {"told": "guardian", "name": "林海生", "way": "telephone", "words": "孩子需要陪伴"}
    assert send(counselor, f"/counseling/cases/{case_id}/tellings/new", told).status_code == 303
    with cast.writing():
        case = session().get_one(Case, case_id)
        change = propose(case, Level.YELLOW, "睡眠变差", by=cast.viewer("counselor"))
        decide(change, True, "", by=cast.viewer("second"))
    [row] = rows_of(cast)
    assert (row["学生"], row["初评等级"], row["现在等级"], row["发现方式"]) == (CHILD, "蓝", "黄", "心理教师发现")
    assert "睡眠变差" in row["复评（日期、评估人、理由）"]
    assert "林海生 电话" in row["家长告知（日期、告知谁、方式、回应）"]
    assert "蓝 → 黄" in row["升降级与销号"]
    assert row["跟踪频次"] == "每 7 天"
    assert row["诊断（仅家长提供）"] == ""
    assert SAID not in str(row), "what was said stays sealed"
    assert second
    child_id = cast.child_id()
    with cast.reading():
        noted = select(JournalRow.child_id).where(JournalRow.event == "counseling.ledger_exported")
        assert session().scalars(noted).all() == [child_id]


def test_a_counselor_takes_out_only_the_own_cases(cast: Cast) -> None:
    case_for(cast)
    colleague(cast)
    assert cast.who_enters("/counseling/ledger.xlsx") == {"counselor"}
    assert rows_of(cast, "second") == []


def test_the_ledger_costs_the_same_for_any_number_of_cases(cast: Cast) -> None:
    case_for(cast)

    def needed() -> int:
        with cast.reading(), statements(cast.database) as found:
            from portal.counseling.queries.ledger import ledger_of

            assert ledger_of(cast.viewer("counselor"))
        return len(found)

    one = needed()
    case_for(cast, OTHER_CHILD)
    assert needed() == one


def test_the_family_signs_what_it_takes_on_and_reads_nothing_that_was_said(cast: Cast) -> None:
    _case_id, crisis_id = begun(cast)
    path = f"/counseling/crises/{crisis_id}/care.pdf"
    assert cast.who_enters(path) == {"counselor"}
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(cast.signed_in("counselor").get(path).data)).pages)
    assert "共同照护孩子告知书" in text
    assert "医院" in text
    assert "日夜陪着孩子" in text
    assert "监护人" in text
    assert "需要有人陪" not in text, "the helpers' words are not the family's"
    assert path in cast.signed_in("counselor").get(f"/counseling/crises/{crisis_id}").text


def test_no_such_paper_where_the_family_may_be_the_danger(cast: Cast) -> None:
    _case_id, crisis_id = begun(cast, Danger.HARMED)
    counselor = cast.signed_in("counselor")
    assert counselor.get(f"/counseling/crises/{crisis_id}/care.pdf").status_code == 404
    assert "care.pdf" not in counselor.get(f"/counseling/crises/{crisis_id}").text


def test_telling_the_homeroom_teacher_does_its_step_of_a_crisis(cast: Cast) -> None:
    case_id, crisis_id = begun(cast)
    assert steps(cast, crisis_id)[CrisisAct.HOMEROOM].due_at <= clock.now() + timedelta(minutes=30)
    told = {"told": "homeroom", "name": "方老师", "way": "in_person", "words": "请陪着孩子", "broke_because": "可能伤害自己"}
    assert send(cast.signed_in("counselor"), f"/counseling/cases/{case_id}/tellings/new", told).status_code == 303
    assert steps(cast, crisis_id)[CrisisAct.HOMEROOM].done_at


def test_a_session_says_where_and_the_how_manieth_it_is(cast: Cast) -> None:
    with cast.writing():
        change_setting(declared_settings()["counseling.place"], "综合楼二楼", version=0, by=cast.viewer("lead"))
    case_id, counselor = case_for(cast), cast.signed_in("counselor")
    signed(counselor, case_id, began_at="2026-09-15T14:20")
    second = signed(counselor, case_id, began_at="2026-09-22T14:20", place="操场边")
    text = counselor.get(f"/counseling/notes/{second}").text
    assert "第 2 次" in text
    assert "操场边" in text
    begun_now = send(counselor, f"/counseling/cases/{case_id}/sessions", page=f"/counseling/cases/{case_id}").location
    assert 'value="综合楼二楼"' in counselor.get(begun_now).text


TERM = TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 22))


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 8, 31), None),
        (date(2026, 9, 1), Node.TERM_BEGINS),
        (date(2026, 9, 15), Node.TERM_BEGINS),
        (date(2026, 9, 16), None),
        (date(2026, 12, 31), None),
        (date(2027, 1, 1), Node.EXAMINATIONS),
        (date(2027, 1, 22), Node.EXAMINATIONS),
        (date(2027, 1, 23), None),
    ],
)
def test_times_of_more_care_lie_at_both_ends_of_a_term(day: date, found: Node | None) -> None:
    node = node_of(day, (TERM,), 14, 21)
    assert (node and node[0]) == found


def test_children_in_care_are_met_again_when_examinations_are_near(cast: Cast) -> None:
    case_id = case_for(cast)
    words = "再见一见您辅导的 1 个孩子"
    with cast.reading():
        ends = session().scalars(select(Term.last_day).order_by(Term.last_day.desc()).limit(1)).one()
    assert words not in cast.signed_in("counselor").get("/today").text
    with time_machine.travel(
        datetime.combine(ends - timedelta(days=5), datetime.min.time(), clock.SCHOOL_ZONE).replace(hour=10), tick=False
    ):
        text = cast.signed_in("counselor").get("/today").text
        assert words in text
        assert "快考试了" in text
        with cast.writing():
            review(session().get_one(Case, case_id), "问过了", by=cast.viewer("counselor"))
        assert words not in cast.signed_in("counselor").get("/today").text
