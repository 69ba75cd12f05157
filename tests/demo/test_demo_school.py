"""The demo school comes through the same doors as a real one, marked on every page, and never into a real school."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts.models import Account
from portal.children.models import Child
from portal.core.blueprint import database
from portal.core.db import session
from portal.core.errors import Refused
from portal.demo.loading import load_demo
from portal.demo.people import CODE, PASSWORD, SIGN_INS
from portal.journal.queries import first_broken_row
from portal.people.operations import add_person
from portal.school.operations.setting_up import create_school
from tests.forms import send


@pytest.fixture
def steps(app: Flask) -> list[str]:
    said: list[str] = []
    assert load_demo(database(), said.append)
    return said


def test_the_demo_is_loaded_once_step_by_step(app: Flask, steps: list[str]) -> None:
    assert len(steps) >= 5
    with database().transaction():
        assert session().scalar(select(func.count()).select_from(Child)) == 1180
        assert {one.login for one in SIGN_INS} == set(session().scalars(select(Account.login)))
        assert first_broken_row() is None
    assert not load_demo(database(), steps.append)
    page = send(app.test_client(), "/sign-in", {"login": "homeroom", "password": PASSWORD}, follow_redirects=True)
    assert "这是演示学校" in page.text
    assert page.request.path == "/today"


def test_a_real_school_is_left_alone(app: Flask) -> None:
    with database().transaction(write=True):
        create_school("青溪镇中心学校", CODE, by=None)
    with pytest.raises(Refused, match="真实的学校"):
        load_demo(database(), print)


def test_people_without_a_school_are_left_alone_too(app: Flask) -> None:
    with database().transaction(write=True):
        add_person("顾南", by=None)
    with pytest.raises(Refused, match="PORTAL_INSTANCE"):
        load_demo(database(), print)
    with database().transaction():
        assert session().scalar(select(func.count()).select_from(Child)) == 0
