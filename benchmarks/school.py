"""A generated school for measuring: 60 classes, as many children as asked, each with a family; all invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask
from sqlalchemy import insert, select

from portal import create_app
from portal.access.permissions import Role
from portal.accounts.models import Account
from portal.accounts.operations import open_session
from portal.children.left_behind import Parent, ParentState
from portal.children.models import Child, Enrolment, Guardian, Reunion, Whereabouts
from portal.children.names import search_text
from portal.config import Config
from portal.core import clock, migrations
from portal.core.db import Database, session
from portal.core.pinyin import initials_of, pinyin_of
from portal.people.models import Vetting, VettingStatus
from portal.people.operations import add_person, give_post
from portal.school.models import SchoolClass, Stage, Term
from portal.school.operations.setting_up import create_school

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
FIRST, SECOND = "子雨浩欣梓思佳明若文", "涵桐然怡轩远瑶哲溪博"
AWAY = 0.4  # share of children whose parents both work elsewhere


@contextmanager
def school(children: int) -> Iterator[Flask]:
    """An application over a fresh SQLite file that holds such a school."""
    with TemporaryDirectory() as folder:
        app = create_app(Config(Path(folder), f"sqlite:///{Path(folder, 'portal.db').as_posix()}", argon2_memory_kib=8))
        database: Database = app.extensions["database"]
        migrations.upgrade(database)
        with app.app_context(), database.transaction(write=True):
            create_school("测量用学校", "2150999009", boarding=True, by=None)
            session().add(Term(academic_year=2026, ordinal=1, first_day=date(2026, 9, 1), last_day=date(2027, 1, 22)))
            _fill(children, _classes())
            for role in (Role.SAFEGUARDING_LEAD, Role.PRINCIPAL):
                _staff(role)
        yield app
        database.engine.dispose()


def cookie_of(app: Flask, login: str) -> str:
    """The Cookie header of a browser in which this account is signed in."""
    database: Database = app.extensions["database"]
    with app.app_context(), database.transaction(write=True):
        token = open_session(session().scalars(select(Account).where(Account.login == login)).one())
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True
    found = client.get_cookie("portal")
    return f"portal={found.value}" if found else ""


def _classes() -> list[int]:
    rows = [
        {"number": f"{year}1{ordinal:02d}", "entry_year": year, "stage": Stage.PRIMARY, "ordinal": ordinal}
        for year in range(2021, 2027)
        for ordinal in range(1, 11)
    ]
    return list(session().scalars(insert(SchoolClass).returning(SchoolClass.id), rows))


def _staff(role: Role) -> None:
    person, today = add_person("测量员", by=None), clock.today()
    give_post(person, role, from_day=date(2025, 9, 1), by=None)
    days = {"queried_on": today, "valid_until": today + timedelta(days=300), "recorded_at": clock.now()}
    session().add(Vetting(person_id=person.id, status=VettingStatus.CLEAR, **days))
    session().add(Account(person_id=person.id, login=role.value, created_at=clock.now()))


def _fill(count: int, class_ids: list[int]) -> None:
    ids = list(session().scalars(insert(Child).returning(Child.id), [_child(number, class_ids) for number in range(count)]))
    session().execute(insert(Guardian), [guardian for id_ in ids for guardian in _family(id_)])
    session().execute(insert(Whereabouts), [_where(id_, parent) for id_ in ids for parent in (Parent.FATHER, Parent.MOTHER)])
    known = {"weekends_or_holidays": False, "from_day": date(2026, 9, 1), "recorded_at": clock.now()}
    session().execute(insert(Reunion), [{"child_id": id_, **known} for id_ in ids])


def _child(number: int, class_ids: list[int]) -> dict[str, Any]:
    name = SURNAMES[number % 30] + FIRST[number // 30 % 10] + SECOND[number // 300 % 10]
    return {
        "name": name, "search": search_text(name), "pinyin": pinyin_of(name), "initials": initials_of(name),
        "sex": str(1 + number % 2), "birth_date": date(2014 + number % 6, 1 + number % 12, 1 + number % 28),
        "class_id": class_ids[number % len(class_ids)], "boarding": number % 3 == 0, "id_type": "1",
        "id_number": f"50010120150101{number:04d}",
        "enrolment": Enrolment.ENROLLED, "enrolment_since": date(2021, 9, 1), "created_at": clock.now(), "version": 1,
        "registry_record": {f"列{column}": f"值{number}" for column in range(60)} | {"现住址": "青溪镇石桥村"},
    }  # fmt: skip


def _family(child_id: int) -> list[dict[str, Any]]:
    same = {"child_id": child_id, "source": "registry", "rights": "full", "from_day": date(2025, 9, 1), "version": 1}
    same |= {"address": "青溪镇石桥村", "telephone": "13800000000"}
    people = (("51", "父亲", True), ("62", "奶奶", False))
    return [
        {**same, "place": place, "relation": relation, "name": name, "is_guardian": guards, "is_carer": not guards}
        for place, (relation, name, guards) in enumerate(people, start=1)
    ]


def _where(child_id: int, parent: Parent) -> dict[str, Any]:
    state = ParentState.AWAY_FOR_WORK if child_id % 10 < AWAY * 10 else ParentState.AT_HOME
    return {
        "child_id": child_id, "parent": parent, "state": state, "since": date(2024, 3, 1), "since_at_latest": False,
        "where": "广东省东莞市", "source": "portal", "from_day": date(2024, 3, 1), "recorded_at": clock.now(),
    }  # fmt: skip
