"""The school's profile, calendar and settings: who may keep them, and that every change is checked and noted."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from portal.core.contributions import SettingDefinition, Source
from portal.core.errors import Refused
from portal.journal.models import JournalRow
from portal.school.models import School
from portal.school.queries import calendar, school_profile
from portal.school.rules import check_term, checked_value, known_years
from tests.cast import Cast
from tests.forms import send

PAGE, DAYS = "/school/calendar", "/school/calendar/days"
KEEPERS = {"administrator", "principal", "lead"}


@pytest.mark.parametrize("path", ["/school/", "/school/calendar", "/school/settings"])
def test_only_those_who_keep_the_school_enter(cast: Cast, path: str) -> None:
    assert cast.who_enters(path) == KEEPERS


def test_a_changed_profile_is_saved_and_noted(cast: Cast) -> None:
    form = {"name": "青溪镇小学", "code": "2150999002", "district_code": "509901", "boarding": "y", "version": "1"}
    answer = send(cast.signed_in("administrator"), "/school/", form)
    assert answer.status_code == 302
    with cast.reading() as opened:
        profile = school_profile()
        assert profile is not None
        assert (profile.name, profile.code) == ("青溪镇小学", "2150999002")
        assert opened.scalar(select(JournalRow.seq).where(JournalRow.event == "school.profile_changed")) is not None


def test_a_wrong_code_keeps_what_was_written_and_says_what_is_wrong(cast: Cast) -> None:
    answer = send(cast.signed_in("administrator"), "/school/", {"name": "青溪镇小学", "code": "12", "version": "1"})
    assert answer.status_code == 422
    assert "青溪镇小学" in answer.text
    assert "学校标识码是 10 位数字" in answer.text


def test_the_second_of_two_editors_sees_both_versions(cast: Cast) -> None:
    browser = cast.signed_in("administrator")
    send(browser, "/school/", {"name": "第一个名字", "code": "2150999001", "version": "1"})
    answer = send(browser, "/school/", {"name": "第二个名字", "code": "2150999001", "version": "1"})
    assert answer.status_code == 409
    assert "第一个名字" in answer.text
    assert "第二个名字" in answer.text
    with cast.reading() as opened:
        assert opened.scalar(select(School.name)) == "第一个名字"


def test_a_day_made_a_holiday_moves_the_clocks_at_once(cast: Cast) -> None:
    browser = cast.signed_in("lead")
    assert send(browser, DAYS, {"day": "2026-11-26", "kind": "holiday", "name": "校庆"}, page=PAGE).status_code == 302
    with cast.reading():
        assert not calendar().is_working_day(date(2026, 11, 26))
    send(browser, DAYS, {"day": "2026-11-26", "kind": ""}, page=PAGE)
    with cast.reading():
        assert calendar().is_working_day(date(2026, 11, 26))


def test_a_weekday_cannot_be_worked_instead(cast: Cast) -> None:
    answer = send(cast.signed_in("lead"), DAYS, {"day": "2026-11-26", "kind": "worked"}, page=PAGE)
    assert answer.status_code == 422


def test_terms_may_not_overlap() -> None:
    with pytest.raises(Refused):
        check_term(date(2026, 9, 1), date(2027, 1, 20), [(date(2027, 1, 10), date(2027, 7, 1))])
    check_term(date(2026, 9, 1), date(2027, 1, 9), [(date(2027, 1, 10), date(2027, 7, 1))])


def test_the_holidays_of_2026_have_their_six_make_up_days() -> None:
    year = next(found for found in known_years() if found.year == 2026)
    assert year.confirmed
    assert len(year.worked) == 6
    assert all(day.weekday() >= 5 for day in year.worked)
    assert len(year.holidays) == len({day for day, _name in year.holidays}) == 33


LIMIT = SettingDefinition("x.limit", "limit", 5, Source.SCHOOL, least=1, most=9)


@pytest.mark.parametrize("text", ["0", "10", "-1", "1.5", "five", ""])
def test_a_setting_out_of_range_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="from 1 to 9"):
        checked_value(LIMIT, text)


def test_a_setting_within_range_is_kept_as_a_number() -> None:
    assert checked_value(LIMIT, " 07 ") == "7"
