"""A term's return: counted from the same files as a month's, and safe beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias

import pytest
from flask.testing import FlaskCliRunner
from jsonschema import Draft202012Validator
from sqlalchemy import select, text

from portal.core import clock
from portal.core.calendar import TermDays
from portal.core.db import session
from portal.core.errors import Refused
from portal.district.judging import Known, faults
from portal.district.queries import due_on, last_period
from portal.duty.models.roster import DutyAssignment, DutyShift, PostKind, ShiftState
from portal.exchange.message import read_message
from portal.summaries.contributions import returns_due
from portal.summaries.definitions import FOLDER, as_counted, return_forms
from portal.summaries.engines import _adx_period, _dhis2_period
from portal.summaries.leaving import Shown, hidden_cells
from portal.summaries.models import Return
from portal.summaries.operations.counting import count_again, write_in
from portal.summaries.periods import Month, SchoolTerm, is_term
from portal.summaries.protection.publication import ProtectedTable
from portal.summaries.publishing import leaving_of, shown_of, to_hide
from portal.summaries.queries.returns import entries_of
from portal.summaries.words import period_words
from tests.cast import SCHOOL_CODE, Cast
from tests.forms import send
from tests.summaries.protection.attacker import Guess, given_away_by_tables
from tests.summaries.school import draft, fill, prepare, signed, stored, term_now

TERMLY = "care_termly"
THRESHOLD = 5
AUTUMN = TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 22))


Key: TypeAlias = tuple[str, ...]
Published: TypeAlias = tuple[Sequence[str], Mapping[Key, int], Mapping[Key, int | None]]


@pytest.fixture
def both(cast: Cast) -> tuple[Cast, int, int]:
    """The month's return signed, then the term's."""
    with cast.writing():
        fill(150)
        term = term_now()
    month_id = signed(cast)
    with cast.writing():
        session().execute(text("UPDATE account SET totp_last_step = 0"))
    return cast, month_id, signed(cast, term, TERMLY)


def test_a_term_is_written_read_and_counted_by_the_school_calendar() -> None:
    term = SchoolTerm.read(" 2026-T1 ", [AUTUMN])
    assert (str(term), term.first, term.last) == ("2026-T1", AUTUMN.first_day, AUTUMN.last_day)
    assert term.cut_off(date(2026, 12, 1)) == date(2026, 12, 1)
    assert term.cut_off(date(2027, 3, 1)) == date(2027, 1, 22)
    assert term.due(14) == date(2027, 2, 5)
    with pytest.raises(Refused, match="not begun"):
        term.cut_off(date(2026, 8, 31))


@pytest.mark.parametrize("written", ["2026-11", "2026-T3", "2025-T1", "2026T1", "", "２０２６-T1"])
def test_what_is_no_term_of_the_calendar_is_refused(app: object, written: str) -> None:
    with pytest.raises(Refused):
        SchoolTerm.read(written, [AUTUMN])


def test_months_and_terms_are_told_apart(app: object) -> None:
    assert [is_term(one) for one in ("2026-11", "2026-T1", "2026-T2", "2026-T9")] == [False, True, True, False]
    with pytest.raises(Refused):
        Month.read("2026-T1")


def test_a_term_is_called_by_its_school_year(cast: Cast) -> None:
    page = cast.signed_in("lead", locale="en")
    with cast.writing():
        term = term_now()
    year = int(term[:4])
    assert f"First term {year}–{year + 1}" in page.get("/returns/").text
    with cast.app.test_request_context("/"):
        assert period_words("2026-T2") == "2026—2027学年第二学期"
        assert period_words("2026-11") == "2026年11月"


def test_the_terms_return_is_asked_for_when_the_term_nears_its_end(cast: Cast) -> None:
    with cast.writing():
        term_now()

    def asked(day_of: str) -> set[str]:
        with cast.app.test_request_context("/"), cast.reading():
            return {duty.key.split(".")[1] for duty in returns_due(cast.viewer("lead"), date.fromisoformat(day_of))}

    ends = clock.today() + timedelta(days=14)
    assert TERMLY in asked(ends.isoformat())
    assert TERMLY not in asked(date.fromordinal(ends.toordinal() - 40).isoformat())


def test_it_is_begun_counted_and_written_in_like_a_months(cast: Cast) -> None:
    with cast.writing():
        fill(60)
        term = term_now()
    browser = cast.signed_in("lead")
    answer = send(browser, f"/returns/{TERMLY}/months", {"month": term}, page="/returns/")
    assert answer.status_code == 302
    page = browser.get(answer.location).text
    for words in ("委托照护书面告知齐全", "每周家人联系达标", "心理测评已做或家长不同意", "亲情电话"):
        assert words in page, words
    assert send(browser, f"/returns/{TERMLY}/months", {"month": "2026-11"}, page="/returns/").status_code == 302
    assert "学期" in browser.get("/returns/").text


def test_what_leaves_keeps_to_the_shape_and_the_district_takes_it(both: tuple[Cast, int, int]) -> None:
    cast, _month_id, term_id = both
    found = json.loads(cast.signed_in("inspector").get(f"/returns/{term_id}/figures.json").text)
    schema = json.loads((FOLDER / "return.schema.json").read_text("utf8"))
    assert list(Draft202012Validator(schema).iter_errors(found)) == []
    message = read_message(found)
    known = Known(date.fromisoformat(found["cut_off"]), SCHOOL_CODE, 0, THRESHOLD, return_forms())
    assert list(faults(message, known)) == []
    early = replace(known, today=date(int(found["period"][:4]), 8, 1))
    assert [one.why.name for one in faults(message, early)] == ["FUTURE"]


def _tables(return_id: int, circle: str) -> Iterator[Published]:
    shown = shown_of(stored(return_id))
    assert shown is not None
    for one in shown.tables(circle):
        yield one.table.dimensions, one.table.inner, _shown(one)


def _shown(one: ProtectedTable) -> dict[tuple[str, ...], int | None]:
    return {key: None if key in one.hidden else count for key, count in one.table.counts.items()}


def test_no_difference_between_two_definitions_gives_a_small_count_away(both: tuple[Cast, int, int]) -> None:
    cast, month_id, _term_id = both
    with cast.reading():
        tables = list(_tables(month_id, "children.left_behind.C"))
    assert [tuple(dimensions) for dimensions, _inner, _shown in tables] == [
        ("grade", "sex", "boarding"),
        ("grade", "sex", "boarding", "left_behind_d"),
    ]
    assert given_away_by_tables(tables, THRESHOLD) == []
    _dimensions, inner, shown = tables[1]
    for key, all_of_them in shown.items():
        if key[3] == "*" and all_of_them is not None and (within := shown[(*key[:3], "yes")]) is not None:
            assert all_of_them - within not in range(1, THRESHOLD), key
    assert sum(inner.values())


def test_a_part_of_a_part_is_no_way_to_a_small_count(both: tuple[Cast, int, int]) -> None:
    cast, _month_id, term_id = both
    with cast.reading():
        of_parents = [one for one in _tables(term_id, "children.left_behind.A") if one[0][1:2] == ("both_away+one_away",)]
    assert [len(dimensions) for dimensions, _inner, _shown in of_parents] == [2, 3]
    assert given_away_by_tables(of_parents, THRESHOLD) == []


def test_month_and_term_laid_side_by_side_give_nothing_away(both: tuple[Cast, int, int]) -> None:
    """They count the same children on the same day: what one hides the other does not show, nor what it can be reckoned from."""
    cast, month_id, term_id = both
    with cast.reading():
        wholes = [next(_tables(one, "children.left_behind.A")) for one in (month_id, term_id)]
    assert wholes[0][1] == wholes[1][1]
    guess = Guess()
    hidden = []
    for _dimensions, inner, shown in wholes:
        for key, told in shown.items():
            within = [one for one in inner if all(want in ("*", have) for want, have in zip(key, one, strict=True))]
            parts = [guess.unknown(one) for one in within]
            if told is not None:
                guess.learn(parts, told)
            elif 1 <= sum(inner[one] for one in within) < THRESHOLD:
                hidden.append(parts)
    assert hidden
    assert not [parts for parts in hidden if guess.is_narrow(parts, THRESHOLD)]


def test_each_kind_is_protected_beside_what_the_other_showed(both: tuple[Cast, int, int]) -> None:
    cast, month_id, term_id = both
    with cast.writing():
        session().execute(text("UPDATE account SET totp_last_step = 0"))
    with cast.reading():
        beside = [one.leaving.form.id for one in to_hide(stored(term_id)).periods]
        back = [one.leaving.form.id for one in to_hide(stored(month_id)).periods]
    assert beside == ["left_behind_monthly"]
    assert back == [TERMLY]


def test_a_signed_return_is_shown_by_the_definitions_it_was_counted_by(both: tuple[Cast, int, int]) -> None:
    cast, month_id, _term_id = both
    with cast.reading():
        found: Return = stored(month_id)
        form = return_forms()[found.kind]
        assert as_counted(form, found.definitions) == form
        kept = {**found.definitions, "left_behind_d": {**found.definitions["left_behind_d"], "within": ""}}
    indicator = as_counted(form, kept).indicator("left_behind_d")
    assert indicator is not None
    assert indicator.within == ""


def test_the_command_counts_a_term_and_says_what_it_needs(cast: Cast) -> None:
    with cast.writing():
        fill(20)
        term = term_now()
    runner: FlaskCliRunner = cast.app.test_cli_runner()
    answer = runner.invoke(args=["summaries", "build", "--term", term, "--json"])
    assert answer.exit_code == 0, answer.output
    found = json.loads(answer.output)
    assert (found["return"], found["period"]) == (TERMLY, term)
    assert runner.invoke(args=["summaries", "build"]).exit_code == 2
    assert runner.invoke(args=["summaries", "build", "--term", "2019-T1"]).exit_code != 0


@pytest.mark.parametrize(
    ("period", "dhis2", "adx"),
    [("2026-11", "202611", "2026-11-01/P1M"), ("2026-T1", "2026S2", "2026-07-01/P6M"), ("2026-T2", "2027S1", "2027-01-01/P6M")],
)
def test_engines_get_a_half_year_for_a_term(period: str, dhis2: str, adx: str) -> None:
    assert (_dhis2_period(period), _adx_period(period)) == (dhis2, adx)


@pytest.mark.parametrize(
    ("today", "month", "term"),
    [
        (date(2026, 11, 26), "2026-10", "2025-T2"),
        (date(2027, 1, 31), "2026-12", "2025-T2"),
        (date(2027, 2, 1), "2027-01", "2026-T1"),
        (date(2027, 8, 1), "2027-07", "2026-T2"),
    ],
)
def test_the_district_looks_at_what_ended_last(today: date, month: str, term: str) -> None:
    assert (last_period("month", today), last_period("term", today)) == (month, term)


@pytest.mark.parametrize(
    ("period", "due"),
    [
        ("2026-11", date(2026, 12, 10)),
        ("2026-12", date(2027, 1, 10)),
        ("2026-T1", date(2027, 2, 10)),
        ("2026-T2", date(2027, 8, 10)),
    ],
)
def test_the_district_waits_until_the_month_after(period: str, due: date) -> None:
    assert due_on(period, 10) == due


def test_a_draft_of_a_term_waits_for_figures_written_in_by_hand(cast: Cast) -> None:
    with cast.writing():
        fill(30)
        term = term_now()
    return_id = draft(cast, term, TERMLY)
    page = cast.signed_in("lead").get(f"/returns/{return_id}").text
    assert page.count("手工") >= 8 or "手填" in page
    prepare(cast, return_id)


def test_posts_are_counted_by_the_roster_anew_each_time_unless_somebody_writes_a_figure_in(cast: Cast) -> None:
    with cast.writing():
        term, today = term_now(), clock.today()
        person_id = cast.account("lead").person_id
        for place in range(4):
            shift = DutyShift(
                weekend=today, post=PostKind.LEADER, place=place, weight=100, starts_at=clock.now(), ends_at=clock.now()
            )
            session().add(shift)
            session().flush()
            if place:
                session().add(DutyAssignment(shift_id=shift.id, person_id=person_id, given_at=clock.now()))
    return_id = draft(cast, term, TERMLY)
    assert posts(cast, return_id) == {"duty_posts": (4, "守望：已发布的值班表"), "duty_posts_filled": (3, "守望：已发布的值班表")}
    with cast.writing():
        session().scalars(select(DutyShift).order_by(DutyShift.id)).first().state = ShiftState.CALLED_OFF  # type: ignore[union-attr]
        found = session().get_one(Return, return_id)
        count_again(found, by=None)
    assert posts(cast, return_id)["duty_posts"][0] == 3
    with cast.writing():
        found, by = session().get_one(Return, return_id), cast.viewer("lead")
        filled = next(one for one in return_forms()[TERMLY].indicators if one.id == "duty_posts_filled")
        write_in(found, filled, 2, "值班日志", by=by)
        count_again(found, by=by)
        of = leaving_of(found)
        shown = Shown(of, hidden_cells(of, THRESHOLD), THRESHOLD)
        assert shown.count(filled) == 2, "posts are nobody's secret"
    assert posts(cast, return_id)["duty_posts_filled"] == (2, "值班日志")


def posts(cast: Cast, return_id: int) -> Mapping[str, tuple[int, str]]:
    with cast.reading():
        return {key: found for key, found in entries_of(return_id).items() if key.startswith("duty_")}
