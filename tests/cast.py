"""The people every page is asked about: a child, those near the child, and those who must not come near.

The child is 林小禾 of class 2022101 (grade five in autumn 2026), a boarder whose parents work elsewhere.
周朗 sits in another class.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.accounts.models import Account
from portal.accounts.operations import open_session
from portal.accounts.viewers import build_viewer
from portal.children.models import Child, Enrolment, Guardian, Rights
from portal.children.names import search_text
from portal.core import clock
from portal.core.db import Database, session
from portal.core.pinyin import initials_of, pinyin_of
from portal.people.models import Person, Vetting, VettingStatus
from portal.people.operations import add_person, give_post
from portal.school.models import SchoolClass, Stage
from portal.school.operations.setting_up import create_school

SCHOOL_CODE = "2150999001"
CHILD = "林小禾"
OTHER_CHILD = "周朗"

#: Key in the cast → (name, role, the class the post names).
PEOPLE: dict[str, tuple[str, Role, str | None]] = {
    "administrator": ("钟立", Role.ADMINISTRATOR, None),
    "principal": ("罗安民", Role.PRINCIPAL, None),
    "lead": ("孟知远", Role.SAFEGUARDING_LEAD, None),
    "counselor": ("舒宁", Role.COUNSELOR, None),
    "homeroom": ("方雅", Role.HOMEROOM_TEACHER, "2022101"),
    "other_homeroom": ("姚广", Role.HOMEROOM_TEACHER, "2022102"),
    "teacher": ("简明", Role.TEACHER, None),
    "dormitory": ("邱姨", Role.DUTY_STAFF, None),
    "legal": ("程律", Role.LEGAL_VICE_PRINCIPAL, None),
    "inspector": ("巫督", Role.INSPECTOR, None),
    "auditor": ("史审", Role.AUDITOR, None),
    "parent": ("林海生", Role.GUARDIAN, None),
    "carer": ("林桂芬", Role.CARER, None),
    "other_parent": ("周大山", Role.GUARDIAN, None),
}


def assemble() -> None:
    """Write the cast into the open transaction of an empty database."""
    create_school("青溪镇中心学校", SCHOOL_CODE, boarding=True, by=None)
    classes = {number: _class(number) for number in ("2022101", "2022102")}
    session().flush()
    people = {key: _person(key, classes) for key in PEOPLE}
    child = _child(CHILD, "2", date(2015, 11, 3), classes["2022101"], boarding=True, number=1)
    other = _child(OTHER_CHILD, "1", date(2016, 3, 9), classes["2022102"], boarding=False, number=2)
    session().flush()
    _guardian(child, people["parent"], "51", place=1)
    _guardian(child, people["carer"], "62", place=2, is_guardian=False, rights=Rights.CONTACT)
    _guardian(other, people["other_parent"], "51", place=1)


def _class(number: str) -> SchoolClass:
    found = SchoolClass(number=number, entry_year=int(number[:4]), stage=Stage.PRIMARY, ordinal=int(number[-2:]))
    session().add(found)
    return found


def _person(key: str, classes: dict[str, SchoolClass]) -> Person:
    name, role, number = PEOPLE[key]
    person = add_person(name, by=None)
    house = "2" if role is Role.DUTY_STAFF else None
    give_post(person, role, class_id=classes[number].id if number else None, house=house, from_day=date(2025, 9, 1), by=None)
    today = clock.today()
    session().add(
        Vetting(
            person_id=person.id,
            status=VettingStatus.CLEAR,
            queried_on=today - timedelta(days=30),
            valid_until=today + timedelta(days=335),
            recorded_at=clock.now(),
        )
    )
    session().add(Account(person_id=person.id, login=key, created_at=clock.now()))
    return person


def _child(name: str, sex: str, born: date, school_class: SchoolClass, *, boarding: bool, number: int) -> Child:
    child = Child(
        name=name,
        search=search_text(name),
        pinyin=pinyin_of(name),
        initials=initials_of(name),
        sex=sex,
        birth_date=born,
        class_id=school_class.id,
        boarding=boarding,
        id_number=None,
        enrolment=Enrolment.ENROLLED,
        enrolment_since=date(2022, 9, 1),
        registry_record={"姓名": name, "班内学号": str(number)},
        created_at=clock.now(),
    )
    session().add(child)
    return child


def _guardian(
    child: Child, person: Person, relation: str, *, place: int, is_guardian: bool = True, rights: Rights = Rights.FULL
) -> None:
    session().add(
        Guardian(
            child_id=child.id,
            person_id=person.id,
            place=place,
            name=person.name,
            relation=relation,
            is_guardian=is_guardian,
            is_carer=not is_guardian,
            rights=rights,
            from_day=date(2025, 9, 1),
        )
    )


@dataclass(frozen=True)
class Cast:
    """Asks for one of the people: their viewer, or a browser in which they are signed in."""

    app: Flask

    @property
    def database(self) -> Database:
        found: Database = self.app.extensions["database"]
        return found

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with self.database.transaction() as opened:
            yield opened

    @contextmanager
    def writing(self) -> Iterator[Session]:
        with self.database.transaction(write=True) as opened:
            yield opened

    def account(self, key: str) -> Account:
        """To be asked inside a transaction."""
        return session().execute(select(Account).where(Account.login == key)).scalar_one()

    def viewer(self, key: str) -> Viewer:
        """To be asked inside a transaction."""
        account = self.account(key)
        return build_viewer(account.person_id, account.id, account.person.name)

    def child_id(self, name: str = CHILD) -> int:
        with self.reading():
            return session().execute(select(Child.id).where(Child.name == name)).scalar_one()

    def signed_in(self, key: str, *, locale: str = "zh_Hans_CN") -> FlaskClient:
        """A browser in which this person is signed in (the sign-in pages have tests of their own)."""
        with self.writing():
            account = self.account(key)
            account.locale = locale
            token = open_session(account)
        client = self.app.test_client()
        with client.session_transaction() as cookie:
            cookie["_user_id"] = token
            cookie["_fresh"] = True
        return client

    def answers(self, path: str, *, method: str = "GET") -> dict[str, int]:
        """What each of the people gets at an address: the status by their key."""
        return {key: self.signed_in(key).open(path, method=method).status_code for key in PEOPLE}

    def who_enters(self, path: str) -> set[str]:
        """Keys of the people to whom a page opens; everybody else is told 403 or 404, never anything else."""
        answers = self.answers(path)
        assert set(answers.values()) <= {200, 403, 404}, answers
        return {key for key, status in answers.items() if status == 200}
