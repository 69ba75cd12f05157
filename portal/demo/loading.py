"""Loading the demo school step by step; each step is one transaction and can be seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.children.models import Child
from portal.core import clock
from portal.core.contributions import registered
from portal.core.db import Database, session
from portal.core.errors import Refused
from portal.demo import people
from portal.demo.accounts import open_accounts
from portal.journal.models import JournalRow
from portal.journal.operations import coming_from, record
from portal.people.models import Person
from portal.registry.operations.at_once import import_at_once, read_for_school, words_and_code
from portal.school.models import School
from portal.school.operations.setting_up import create_school
from portal.staff.listed.plan import plan_of
from portal.staff.listed.reading import read_list
from portal.staff.operations.staff_list import take_in

DATA = Path(__file__).parent / "data"
DONE = "demo.loaded"


def load_demo(database: Database, say: Callable[[str], object]) -> bool:
    """Load what is not loaded yet; False when all was there. Refused on the database of a real school."""
    with database.transaction():
        school = session().get(School, 1)
        if school is not None and not school.is_demo:
            raise Refused(
                _l("This database holds a real school. The demo goes into an empty one: set PORTAL_INSTANCE to another folder.")
            )
        if school is not None and is_loaded():
            return False
        if school is None and _holds_people():
            raise Refused(
                _l("This database holds people. The demo goes into an empty one: set PORTAL_INSTANCE to another folder.")
            )
        if school is not None:
            raise Refused(_l("The demo was stopped half-way. Delete its folder, then start again."))
    for words, step in _steps():
        say(words)
        with coming_from("command demo load"):
            step(database)
    return True


def _holds_people() -> bool:
    return any(session().scalar(select(table.id).limit(1)) is not None for table in (Person, Child))


def is_loaded() -> bool:
    """Whether the last step was finished."""
    return bool(session().scalar(select(func.count()).where(JournalRow.event == DONE)))


@contextmanager
def _writing(database: Database) -> Iterator[None]:
    with database.transaction(write=True):
        yield


def _steps() -> Iterator[tuple[str, Callable[[Database], None]]]:
    yield "学校资料与校历", _school
    yield "教职工名单 79 人", _staff
    yield "学籍导出 1180 人", _registry
    yield "可以试用的账号", _accounts
    for contributed in registered():
        for plant in contributed.demo:
            yield f"示例记录：{contributed.domain}", _planting(plant)
    yield "完成", _finish


def _school(database: Database) -> None:
    with _writing(database):
        create_school(people.SCHOOL, people.CODE, boarding=True, district_code=people.DISTRICT, is_demo=True, by=None)


def _staff(database: Database) -> None:
    found = read_list(DATA / people.STAFF, people.STAFF, clock.today())
    with _writing(database):
        take_in(plan_of(found), by=None)


def _registry(database: Database) -> None:
    with database.transaction():
        mapping, code = words_and_code()
    path = DATA / people.REGISTRY
    found = read_for_school(path, mapping, code)
    with _writing(database):
        import_at_once(found, path, part_only=False, by=None)


def _accounts(database: Database) -> None:
    with _writing(database):
        open_accounts()


def _planting(plant: Callable[[], None]) -> Callable[[Database], None]:
    def step(database: Database) -> None:
        with _writing(database):
            plant()

    return step


def _finish(database: Database) -> None:
    with _writing(database):
        record(DONE, by=None)
