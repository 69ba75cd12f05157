"""flask people add and flask school create: what the pages refuse, the commands refuse too, in one line."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import Account, Invitation
from portal.core.db import session
from portal.people.models import Person, Post
from portal.school.models import School
from tests.cast import PEOPLE, Cast


def told(app: Flask, *words: str) -> tuple[int, str]:
    answer = app.test_cli_runner().invoke(args=list(words))
    assert "Traceback" not in answer.output
    return answer.exit_code, answer.output


def counts() -> tuple[int, ...]:
    return tuple(session().scalar(select(func.count()).select_from(table)) or 0 for table in (Person, Post, Account, Invitation))


def test_somebody_comes_with_a_post_and_a_link(cast: Cast) -> None:
    words = ("--role", "teacher", "--name", " 顾南 ", "--staff-no", "T900", "--invite", "--json")
    code, said = told(cast.app, "people", "add", *words)
    found = json.loads(said)
    assert code == 0
    assert (found["name"], found["role"], found["login"]) == ("顾南", "teacher", "T900")
    assert found["link"].startswith("http")
    with cast.reading():
        person = session().get_one(Person, found["id"])
        assert (person.name, person.staff_no) == ("顾南", "T900")
        assert session().scalars(select(Account.login).where(Account.person_id == person.id)).one() == "t900"


REFUSED = [
    (("--role", "teacher", "--name", "  "), "姓名"),
    (("--role", "teacher", "--name", "长" * 51), "50"),
    (("--role", "guardian", "--name", "顾南"), "家长"),
    (("--role", "homeroom_teacher", "--name", "顾南"), "班"),
    (("--role", "teacher", "--name", "顾南", "--class", "2022101"), "--class"),
    (("--role", "homeroom_teacher", "--name", "顾南", "--class", "9999"), "9999"),
    (("--role", "teacher", "--name", "顾南", "--invite"), "--login"),
    (("--role", "teacher", "--name", "顾南", "--login", "a b/.."), "登录名"),
    (("--role", "teacher", "--name", "顾南", "--login", "x"), "登录名"),
    (("--role", "teacher", "--name", "顾南", "--login", "lead"), "登录名"),
    (("--role", "teacher", "--name", "顾南", "--staff-no", "9" * 31), "工号最多 30 个字"),
    (("--role", "teacher", "--name", "顾南", "--staff-no", "T9\n1"), "工号最多 30 个字"),
]


@pytest.mark.parametrize(("words", "says"), REFUSED)
def test_what_the_page_refuses_the_command_refuses_and_nothing_is_written(cast: Cast, words: tuple[str, ...], says: str) -> None:
    with cast.reading():
        before = counts()
    code, said = told(cast.app, "people", "add", *words)
    assert code == 1
    assert says in said
    with cast.reading():
        assert counts() == before


def test_a_staff_number_is_given_once(cast: Cast) -> None:
    words = ("people", "add", "--role", "teacher", "--name", "顾南", "--staff-no", "T901")
    assert told(cast.app, *words)[0] == 0
    code, said = told(cast.app, *words)
    assert code == 1
    assert "工号" in said
    assert "lead" in PEOPLE, "the login refused above is somebody's"


@pytest.mark.parametrize(
    ("name", "code", "says"),
    [
        ("  ", "2150999001", "校名"),
        ("校" * 101, "2150999001", "100"),
        ("青溪小学", "215", "10 位"),
        ("青溪小学", "２１５０９９９００１", "10 位"),
    ],
)
def test_a_school_has_a_name_and_ten_digits(app: Flask, name: str, code: str, says: str) -> None:
    status, said = told(app, "school", "create", "--name", name, "--code", code)
    assert status == 1
    assert says in said


def test_the_schools_name_is_kept_without_spaces_around_it(app: Flask) -> None:
    status, said = told(app, "school", "create", "--name", " 青溪小学 ", "--code", "2150999001", "--json")
    assert status == 0
    assert json.loads(said) == {"name": "青溪小学", "code": "2150999001", "boarding": False}
    with app.extensions["database"].transaction():
        assert session().get_one(School, 1).name == "青溪小学"
