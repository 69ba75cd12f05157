"""A family sees whom to ask for and a number to call: homeroom teacher, the adult named for the child, the school's office."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.core.db import session
from portal.pairing.models import Pairing
from portal.people.models import Person
from portal.school.models import School
from tests.cast import CHILD, OTHER_CHILD, Cast
from tests.counting import statements
from tests.forms import send
from tests.pairing.family import named

OFFICE = "0743-5550100"


def office(cast: Cast, number: str = OFFICE) -> int:
    fields = {"name": "青溪镇中心学校", "code": "2150999001", "district_code": "", "boarding": "y", "version": "1"}
    return send(cast.signed_in("administrator"), "/school/", fields | {"telephone": number}).status_code


def test_the_office_number_is_checked_and_kept_as_numbers_are_written(cast: Cast) -> None:
    assert office(cast, "12345") == 422
    assert office(cast, "javascript:alert(1)") == 422
    assert office(cast, "（0743） 555 0100".replace("555", "855")) == 302
    with cast.reading():
        assert session().scalar(select(School.telephone)) == "0743-8550100"


@pytest.mark.parametrize("key", ["parent", "carer"])
def test_the_first_page_names_teacher_and_paired_adult_with_the_number_of_the_school(cast: Cast, key: str) -> None:
    named(cast, "teacher")
    with cast.writing():
        session().scalars(select(Person).where(Person.name == "简明")).one().telephone = "13900000417"
        session().get_one(School, 1).telephone = OFFICE
    cast.database.memory.clear()
    page = cast.signed_in(key).get("/home").text
    assert "方雅" in page
    assert "关爱教师" in page
    assert "简明" in page
    assert f'href="tel:{OFFICE}"' in page
    assert "13900000417" not in page, "the own number of a teacher is nobody's but the school's"


def test_nobody_is_named_who_is_no_longer_paired_and_no_number_stands_where_none_is_kept(cast: Cast) -> None:
    named(cast, "teacher", name=OTHER_CHILD)
    page = cast.signed_in("parent").get("/home").text
    assert CHILD in page
    assert "简明" not in page
    assert "关爱教师" not in page
    assert "tel:" not in page
    assert "简明" in cast.signed_in("other_parent").get("/home").text
    with cast.writing():
        session().scalars(select(Pairing)).one().until_day = session().scalars(select(Pairing)).one().from_day.replace(year=2025)
    cast.database.memory.clear()
    assert "简明" not in cast.signed_in("other_parent").get("/home").text


def test_the_adult_named_costs_no_statement_when_nothing_was_written(cast: Cast) -> None:
    named(cast, "teacher")
    browser = cast.signed_in("parent")
    browser.get("/home")
    with statements(cast.database) as seen:
        browser.get("/home")
    assert len(seen) <= 6, seen
