"""What rounds owe: doubtful sheets looked at by a day, every grade asked once a school year, an answer met the same day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select, update

from portal.core import clock
from portal.core.calendar import TermDays
from portal.core.db import session
from portal.screening.models import Result, Round
from portal.screening.queries.owed import grades_not_asked, rounds_of_the_year
from portal.screening.rules import seen_by, year_ends
from tests.cast import Cast
from tests.forms import send
from tests.screening.school import agree, open_in, ready
from tests.screening.test_work import fill_in


def desk(cast: Cast, key: str = "counselor") -> str:
    return cast.signed_in(key).get("/today").text


def not_asked(cast: Cast) -> list[int]:
    with cast.reading():
        return list(grades_not_asked(rounds_of_the_year(clock.today()), clock.today()))


def test_a_doubtful_sheet_has_a_day_until_another_one_is_planned(cast: Cast) -> None:
    round_id = ready(cast, "mht")
    fill_in(cast, 0, lie=1)
    assert "核对 1 份作答" in desk(cast)
    assert "核对 1 份作答" not in desk(cast, "lead"), "sheets are the counselor's alone"
    with cast.reading():
        due = session().scalars(select(Result.check_due)).one()
        assert due is not None
        assert due > clock.today()
    path = f"/screening/rounds/{round_id}/children/{cast.child_id()}/retest"
    again = {"reason": "check", "opens_on": clock.today() + timedelta(days=14)}
    assert send(cast.signed_in("counselor"), path, again).status_code == 303
    assert "核对 1 份作答" not in desk(cast)


@pytest.mark.parametrize(("outcome", "left"), [("fine", False), ("not_met", True)])
def test_a_talk_that_took_place_looks_at_the_sheet_too(cast: Cast, outcome: str, left: bool) -> None:
    round_id = ready(cast, "mht")
    fill_in(cast, 0, lie=1)
    fields = {"day": clock.today(), "outcome": outcome, "attention": "0", "next_on": clock.today()}
    path = f"/screening/rounds/{round_id}/children/{cast.child_id()}/talk"
    assert send(cast.signed_in("counselor"), path, fields).status_code == 303
    assert ("核对 1 份作答" in desk(cast)) is left


def test_a_sheet_without_doubt_has_no_day(cast: Cast) -> None:
    ready(cast)
    with cast.reading():
        assert all(one.due is None for one in rounds_of_the_year(clock.today()))


def test_a_grade_is_asked_by_a_screen_of_this_school_year(cast: Cast) -> None:
    assert 5 in not_asked(cast)
    assert min(not_asked(cast)) >= 4, "younger ones are not asked how they feel by a sheet"
    agree(cast, open_in(cast))
    assert 5 in not_asked(cast), "the school's own check-in is no screening"
    round_id = open_in(cast, "mht")
    assert 5 not in not_asked(cast)
    with cast.writing():
        session().execute(update(Round).where(Round.id == round_id).values(first_day=clock.today() - timedelta(days=400)))
    assert 5 in not_asked(cast), "that was another year"


def test_it_stands_on_the_desk_when_the_school_year_nears_its_end(cast: Cast) -> None:
    assert "安排本学年的心理测评" not in desk(cast)
    with time_machine.travel(datetime(2027, 4, 6, 10, tzinfo=clock.SCHOOL_ZONE), tick=False):
        text = desk(cast)
        assert "安排本学年的心理测评" in text
        assert "五年级" in text
        assert "安排本学年的心理测评" not in desk(cast, "homeroom")


TERMS = (
    TermDays(1, 2026, 1, date(2026, 9, 1), date(2027, 1, 22)),
    TermDays(2, 2026, 2, date(2027, 2, 22), date(2027, 7, 2)),
)


@pytest.mark.parametrize(
    ("terms", "ends"),
    [((), date(2027, 7, 10)), (TERMS[:1], date(2027, 7, 10)), (TERMS, date(2027, 7, 2))],
    ids=["none", "one", "both"],
)
def test_the_school_year_ends_with_its_last_term(terms: tuple[TermDays, ...], ends: date) -> None:
    assert year_ends(date(2026, 11, 26), terms) == ends


@pytest.mark.parametrize(
    ("raised", "by"),
    [("09:00", "15:00"), ("15:00", "21:00"), ("20:00", "23:59"), ("23:45", "00:15")],
)
def test_somebody_meets_the_child_the_same_day(raised: str, by: str) -> None:
    at = datetime.fromisoformat(f"2026-11-26T{raised}").replace(tzinfo=clock.SCHOOL_ZONE)
    assert f"{clock.local(seen_by(at, 6, 30)):%H:%M}" == by
