"""Short ways through counseling for tests: a case, a session, a colleague; each through the pages a person uses."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from portal.access.permissions import Role
from portal.accounts.models import Account
from portal.core import clock
from portal.core.db import session
from portal.counseling.codes import Level, Origin
from portal.counseling.models import Case, Opening, Period, Session
from portal.counseling.operations.cases import open_case
from portal.people.models import Vetting, VettingStatus
from portal.people.operations import add_person, give_post
from tests.cast import CHILD, Cast
from tests.forms import send

CLIENT = re.compile(r'name="client_id"[^>]* value="([^"]+)"')
VERSION = re.compile(r'name="version" value="(\d+)"')
SAFE = {"safe_self": "no", "safe_others": "no", "safe_harmed": "not_asked"}


def colleague(cast: Cast, login: str = "second", name: str = "贺岚") -> int:
    """A second counselor with an account."""
    with cast.writing():
        person = add_person(name, by=None)
        give_post(person, Role.COUNSELOR, from_day=date(2025, 9, 1), by=None)
        today = clock.today()
        known = {"queried_on": today, "valid_until": today + timedelta(days=300), "recorded_at": clock.now()}
        session().add(Vetting(person_id=person.id, status=VettingStatus.CLEAR, **known))
        session().add(Account(person_id=person.id, login=login, created_at=clock.now()))
        return person.id


def case_for(cast: Cast, name: str = CHILD, reason: str = "最近话少了", level: Level = Level.BLUE, who: str = "counselor") -> int:
    """An open case of the counselor."""
    from portal.children.models import Child

    with cast.writing():
        child = session().scalars(select(Child).where(Child.name == name)).one()
        made = open_case(child, reason, Origin.COUNSELOR, by=cast.viewer(who))
        made.level = level.value
        return made.id


def draft(browser: FlaskClient, case_id: int) -> int:
    """An empty draft; its number."""
    page = f"/counseling/cases/{case_id}"
    answer = send(browser, f"{page}/sessions", page=page)
    assert answer.status_code == 303, answer.text[:500]
    return int(answer.location.rsplit("/", 1)[1])


def fields(browser: FlaskClient, session_id: int, **more: Any) -> dict[str, Any]:
    """A session filled in as a person would, with the version the page holds."""
    page = browser.get(f"/counseling/sessions/{session_id}").text
    found = VERSION.search(page)
    assert found, page[-800:]
    base = {"version": found[1], "began_at": "2026-09-22T14:20", "minutes": "40", "mode": "play", "said": "想妈妈", **SAFE}
    return base | more


def signed(browser: FlaskClient, case_id: int, **more: Any) -> int:
    """A signed session; its number."""
    session_id = draft(browser, case_id)
    page = f"/counseling/sessions/{session_id}"
    answer = send(browser, page, fields(browser, session_id, **more), page=page)
    assert answer.status_code == 303, answer.text[-1500:]
    return session_id


def kept(cast: Cast, session_id: int) -> Session:
    with cast.reading() as opened:
        return opened.get_one(Session, session_id)


def the_case(cast: Cast, case_id: int) -> Case:
    with cast.reading() as opened:
        return opened.get_one(Case, case_id)


def open_room(cast: Cast, who: str = "counselor") -> tuple[int, date]:
    """A lunch break, open every weekday; its number and the next Monday."""
    with cast.writing():
        period = Period(name="午休", begins=time(12, 40), minutes=40)
        session().add(period)
        session().flush()
        person_id = cast.account(who).person_id
        for weekday in range(7):
            session().add(Opening(counselor_id=person_id, period_id=period.id, weekday=weekday, from_day=date(2025, 9, 1)))
        today = clock.today()
        return period.id, today + timedelta(days=7 - today.weekday())
