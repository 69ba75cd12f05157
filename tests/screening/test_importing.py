"""Results of a platform come in: nothing is guessed, nothing changes before it was seen, and what is taken in stays true."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
import xlsxwriter
from openpyxl import load_workbook
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.screening.importing.factors import from_scores
from portal.screening.models import Consent, ConsentWord, Outcome, Participant, Result, Round, ScreeningImport, TalkDue
from portal.screening.operations.following import Found, note_interview
from portal.screening.scoring.key import key_of
from portal.screening.scoring.sheet import score
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.forms import send
from tests.screening.sheets import filled

SAMPLE = Path(__file__).parents[1] / "samples" / "screening_results_platform.xlsx"
NUMBERS = {CHILD: "509909201511030029", OTHER_CHILD: "509909201603090018"}
HEAD = [
    "姓名",
    "身份证件号",
    "测评状态",
    "完成时间",
    "效度",
    "学习焦虑",
    "对人焦虑",
    "孤独倾向",
    "自责倾向",
    "过敏倾向",
    "身体症状",
    "恐怖倾向",
    "冲动倾向",
    "总分",
]
RAISED = [3, 9, 8, 9, 9, 9, 9, 9, 8, 70]


def workbook(rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD, title: str = "测评结果（2026年秋）") -> io.BytesIO:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, title)
        for number, row in enumerate([head, *rows], start=1):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    target.seek(0)
    return target


def row(name: str = CHILD, state: str = "已完成", figures: Sequence[object] = RAISED, number: str = "") -> list[object]:
    return [name, number or NUMBERS[name], state, "2026-10-27 19:20", *figures]


def know_numbers(cast: Cast) -> None:
    with cast.writing():
        for name, number in NUMBERS.items():
            session().execute(update(Child).where(Child.name == name).values(id_number=number, id_number_hash=number))


def bring(cast: Cast, file: io.BytesIO, *, into: int = 0, scale: str = "mht::0-1") -> tuple[TestResponse, str]:
    counselor = cast.signed_in("counselor")
    fields = {"scale": scale, "round_id": into, "name": "平台测评", "day": clock.today(), "file": (file, "results.xlsx")}
    answer = send(counselor, "/screening/imports", fields)
    return answer, answer.headers.get("Location", "")


def take_in(cast: Cast, address: str) -> int:
    counselor = cast.signed_in("counselor")
    return send(counselor, f"{address}/confirmation", page=address).status_code


def count(cast: Cast, table: type) -> int:
    with cast.reading():
        return session().scalar(select(func.count()).select_from(table)) or 0


def counts(cast: Cast) -> dict[str, int]:
    with cast.reading():
        found = session().scalars(select(ScreeningImport).order_by(ScreeningImport.id.desc()).limit(1)).one()
        return {key: value for key, value in found.counts.items() if value and key != "rows"}


def test_nothing_changes_before_it_was_confirmed_and_then_everything_at_once(cast: Cast) -> None:
    know_numbers(cast)
    _answer, address = bring(cast, workbook([row(), row(OTHER_CHILD, "家长不同意", [None] * 10)]))
    assert counts(cast) == {"new": 1, "declined": 1}
    assert count(cast, Result) == 0
    counselor = cast.signed_in("counselor")
    assert "70" in counselor.get(f"{address}?show=new").text
    assert take_in(cast, address) == 303
    assert take_in(cast, address) in (303, 409, 422), "a second click changes nothing"
    with cast.reading():
        result = session().scalars(select(Result)).one()
        assert (result.content["total"], result.content["attention"], result.on.isoformat()) == (70, 3, "2026-10-27")
        assert session().scalars(select(TalkDue)).one().child_id == result.child_id
        assert set(session().scalars(select(Consent.word))) == {ConsentWord.GIVEN, ConsentWord.DECLINED}
        kept = session().scalars(select(ScreeningImport)).one()
        assert kept.table is None, "the uploaded table is gone once it is in"
    page = counselor.get(f"/screening/rounds/{result.round_id}").text
    assert CHILD in page
    assert "不参加 1 人" in page
    assert cast.who_enters(address) == {"counselor"}


def test_the_same_file_again_changes_nothing_and_a_corrected_one_only_what_differs(cast: Cast) -> None:
    know_numbers(cast)
    take_in(cast, bring(cast, workbook([row()]))[1])
    with cast.reading():
        round_id = session().scalars(select(Result.round_id)).one()
    bring(cast, workbook([row()]), into=round_id)
    assert counts(cast) == {"unchanged": 1}
    lower = [3, 1, 1, 1, 1, 1, 1, 1, 1, 8]
    _answer, address = bring(cast, workbook([row(figures=lower)]), into=round_id)
    assert counts(cast) == {"changed": 1}
    text = cast.signed_in("counselor").get(f"{address}?show=changed").text
    assert ">70</del>" in text
    assert ">8</ins>" in text
    take_in(cast, address)
    with cast.reading():
        assert session().scalars(select(Result)).one().content["total"] == 8


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        (row(number="509909201511030037"), "parked", "认不出"),
        (row(figures=["x", *RAISED[1:]]), "parked", "「x」不是数字"),
        (row(figures=[3, 16, *RAISED[2:]]), "parked", "应是 0 到 15"),
        (row(figures=[None] * 10), "parked", "没有分数"),
        (row(figures=[*RAISED[:-1], 71]), "new", "相加是 70"),
        (["林小河", NUMBERS[CHILD], "已完成", "下周", *RAISED], "new", "门户里这个证件号是林小禾"),
    ],
)
def test_a_doubtful_cell_is_named_and_waits_only_where_it_has_to(cast: Cast, line: list[object], kind: str, said: str) -> None:
    know_numbers(cast)
    _answer, address = bring(cast, workbook([line]))
    assert counts(cast)[kind] == 1
    counselor = cast.signed_in("counselor")
    assert said in counselor.get(f"{address}?show={kind}").text
    marked = load_workbook(io.BytesIO(counselor.get(f"{address}/marked").data)).active
    assert marked is not None
    assert any(said in str(cell.value) for cells in marked.iter_rows() for cell in cells if cell.value)


def test_the_same_child_twice_and_rows_by_name_and_class(cast: Cast) -> None:
    know_numbers(cast)
    bring(cast, workbook([row(), row()]))
    assert counts(cast) == {"new": 1, "parked": 1}
    head = ["姓名", "班级", "测评状态", *HEAD[4:]]
    bring(cast, workbook([[CHILD, "2022101", "已完成", *RAISED], [CHILD, "2022102", "已完成", *RAISED]], head))
    assert counts(cast) == {"new": 1, "parked": 1}, "a name in another class is nobody"


def test_unknown_headings_and_states_are_asked_once_and_remembered(cast: Cast) -> None:
    know_numbers(cast)
    head = [*HEAD[:4], "掩饰度", *HEAD[5:]]
    _answer, address = bring(cast, workbook([row(state="做完了")], head))
    counselor = cast.signed_in("counselor")
    page = counselor.get(address).text
    assert "表头「掩饰度」" in page
    assert "状态「做完了」" in page
    assert send(counselor, f"{address}/words", {"column-0": "score:lie", "state-0": "done"}, page=address).status_code == 303
    assert counts(cast) == {"new": 1}
    bring(cast, workbook([row(state="做完了")], head))
    assert counts(cast) == {"new": 1}, "the next file is not asked again"


def test_a_table_of_answers_is_scored_like_a_sheet_and_its_coding_is_said(cast: Cast) -> None:
    know_numbers(cast)
    answers = filled(key_of("k10").scale, 4)
    head = ["姓名", "身份证件号", "测评状态", *(str(item) for item in answers)]
    line = [CHILD, NUMBERS[CHILD], "已完成", *answers.values()]
    bring(cast, workbook([line], head), scale="k10::1-5")
    with cast.reading():
        found = session().scalars(select(ScreeningImport)).one()
        assert found.plan[0]["content"]["total"] == score(key_of("k10"), answers).total
    bring(cast, workbook([line], head), scale="k10::0-4")
    with cast.reading():
        found = session().scalars(select(ScreeningImport).order_by(ScreeningImport.id.desc()).limit(1)).one()
        assert found.plan[0]["content"]["total"] == 50


@pytest.mark.parametrize("name", ["mht", "scl90", "mssmhs", "scared"])
def test_scores_of_a_platform_band_like_those_of_answers(name: str) -> None:
    key = key_of(name)
    whole = score(key, filled(key.scale, key.scale.highest))
    given = {
        part: float(value)
        for part, value in {**whole.subscales, **whole.validity, "total": whole.total}.items()
        if value is not None
    }
    again = from_scores(key, given)
    same = {part: band for part, band in whole.bands.items() if part in again.bands}
    assert again.bands == same
    assert (again.status, again.total, again.reaches_cutoff) == (whole.status, whole.total, whole.reaches_cutoff)


def test_a_file_that_is_none_is_refused_in_words(cast: Cast) -> None:
    assert "没有找到表头" in bring(cast, workbook([["a"]], ["甲"]))[0].text
    answer, _address = bring(cast, io.BytesIO(b"PK\x03\x04 no workbook"))
    assert answer.status_code == 422
    assert count(cast, ScreeningImport) == 0


def test_a_file_may_be_thrown_away(cast: Cast) -> None:
    know_numbers(cast)
    _answer, address = bring(cast, workbook([row()]))
    counselor = cast.signed_in("counselor")
    assert send(counselor, f"{address}/withdrawal", page=address).status_code == 303
    assert counselor.get(f"{address}/marked").status_code == 404
    assert count(cast, Result) == 0


def test_the_sample_of_the_citys_platform_is_understood(cast: Cast) -> None:
    """Its children are not in this school: every row waits, and none for another reason."""
    with SAMPLE.open("rb") as file:
        bring(cast, io.BytesIO(file.read()))
    with cast.reading():
        found = session().scalars(select(ScreeningImport)).one()
        assert found.counts["rows"] == found.counts["parked"] == 784
        said = {words for one in found.plan for words in one["marks"].values()}
    assert said == {"从这一行认不出是本校哪个孩子。"}


def back(cast: Cast, address: str) -> TestResponse:
    return send(cast.signed_in("counselor"), f"{address}/taking-back", page=address)


def test_a_file_taken_back_leaves_everything_as_it_was(cast: Cast) -> None:
    know_numbers(cast)
    first = bring(cast, workbook([row(), row(OTHER_CHILD, "家长不同意", [None] * 10)]))[1]
    take_in(cast, first)
    with cast.reading():
        round_id = session().scalars(select(Result.round_id)).one()
        before = session().scalars(select(Result)).one()
        stood = (before.content, before.on)
    second = bring(cast, workbook([row(figures=[3, 1, 1, 1, 1, 1, 1, 1, 1, 8]), row(OTHER_CHILD)]), into=round_id)[1]
    take_in(cast, second)
    assert count(cast, Result) == 2
    assert "先撤回那一个" in back(cast, first).text
    assert back(cast, second).status_code == 303
    with cast.reading():
        result = session().scalars(select(Result)).one()
        assert (result.content, result.on) == stood
        assert session().scalars(select(Consent.word).order_by(Consent.id)).all() == [ConsentWord.GIVEN, ConsentWord.DECLINED]
        assert len(session().scalars(select(TalkDue)).all()) == 1
    assert back(cast, second).status_code in (409, 422), "once only"
    assert back(cast, first).status_code == 303
    for table in (Result, Consent, TalkDue, Round, Participant):
        assert count(cast, table) == 0, table
    take_in(cast, bring(cast, workbook([row()]))[1])
    assert count(cast, Result) == 1


def test_a_file_stays_once_somebody_talked_about_it_or_a_month_passed(cast: Cast) -> None:
    know_numbers(cast)
    address = bring(cast, workbook([row()]))[1]
    take_in(cast, address)
    with time_machine.travel(clock.now() + timedelta(days=31), tick=False):
        assert "撤回文件" not in cast.signed_in("counselor").get(address).text
        assert count(cast, Result) == 1
    with cast.writing():
        participant = session().scalars(select(Participant)).one()
        note_interview(participant, clock.today(), Found(Outcome.FINE, 0, note="聊过了"), by=cast.viewer("counselor"))
    assert "已经有人" in back(cast, address).text
    assert count(cast, Result) == 1
