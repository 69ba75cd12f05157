"""A school with many children, and one file with something sensitive in every field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from sqlalchemy import event, insert, select
from werkzeug.test import TestResponse

from portal.access.permissions import Tier
from portal.children.left_behind import Parent, ParentState
from portal.children.models import Child, Enrolment, Guardian, Whereabouts
from portal.children.names import search_text
from portal.children.operations import facts
from portal.children.scope import find
from portal.core import clock
from portal.core.db import session
from portal.core.pinyin import initials_of, pinyin_of
from portal.school.models import SchoolClass
from tests.cast import Cast
from tests.forms import token_of

SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏"
GIVEN = ("子涵", "雨桐", "浩然", "欣怡", "梓轩", "思远", "佳怡", "明轩", "若溪", "文博")

#: What must never be seen by those who may not: the word stands in a field of 林小禾's file.
CANARIES = {
    "telephone": "13911112222",
    "address": "金丝雀村七组",
    "workplace": "金丝雀制衣厂",
    "where": "金丝雀市工地",
    "health": "金丝雀哮喘",
    "id_number": "500101201511030028",
    "home": "金丝雀街道九号",
}


def fill(cast: Cast, count: int) -> None:
    """That many more boarders in the class of 林小禾, each with a carer and parents away."""
    with cast.writing():
        class_id = session().scalar(select(SchoolClass.id).where(SchoolClass.number == "2022101"))
        ids = list(session().scalars(insert(Child).returning(Child.id), [_child(number, class_id) for number in range(count)]))
        session().execute(insert(Guardian), [_carer(id_) for id_ in ids])
        session().execute(insert(Whereabouts), [_away(id_, parent) for id_ in ids for parent in (Parent.FATHER, Parent.MOTHER)])


def _child(number: int, class_id: int | None) -> dict[str, Any]:
    name = SURNAMES[number % 30] + GIVEN[number // 30 % 10]
    return {
        "name": name, "search": search_text(name), "pinyin": pinyin_of(name), "initials": initials_of(name), "sex": "2",
        "birth_date": date(2015, 1 + number % 12, 1 + number % 28), "class_id": class_id, "boarding": True, "id_type": "1",
        "enrolment": Enrolment.ENROLLED, "enrolment_since": date(2022, 9, 1), "registry_record": {"姓名": name},
        "created_at": clock.now(), "version": 1,
    }  # fmt: skip


def _carer(child_id: int) -> dict[str, Any]:
    return {"child_id": child_id, "place": 1, "name": "奶奶", "relation": "62", "is_guardian": False, "is_carer": True,
            "rights": "contact", "source": "portal", "from_day": date(2025, 9, 1), "version": 1}  # fmt: skip


def _away(child_id: int, parent: Parent) -> dict[str, Any]:
    return {"child_id": child_id, "parent": parent, "state": ParentState.AWAY_FOR_WORK, "since": date(2024, 3, 1),
            "since_at_latest": False, "source": "portal", "from_day": date(2024, 3, 1), "recorded_at": clock.now()}  # fmt: skip


def write_canaries(cast: Cast) -> int:
    """Put every canary into the file of 林小禾; returns her id."""
    child_id = cast.child_id()
    with cast.writing():
        by, child = cast.viewer("homeroom"), find(cast.viewer("homeroom"), child_id, Tier.WELFARE)
        child.id_number = child.id_number_hash = CANARIES["id_number"]
        child.registry_record = {**child.registry_record, "现住址": CANARIES["home"]}
        for guardian in session().scalars(select(Guardian).where(Guardian.child_id == child_id)):
            guardian.telephone = guardian.telephone_hash = CANARIES["telephone"]
            guardian.address, guardian.workplace = CANARIES["address"], CANARIES["workplace"]
        facts.record_whereabouts(
            child, Parent.FATHER, ParentState.AWAY_FOR_WORK, since=date(2023, 2, 1), where=CANARIES["where"], by=by
        )
        facts.record_health(child, CANARIES["health"], by=by)
    return child_id


@contextmanager
def statements(cast: Cast) -> Any:
    """The SQL statements carried out meanwhile (BEGIN, COMMIT and savepoints are not counted)."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")):
            seen.append(statement)

    event.listen(cast.database.engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(cast.database.engine, "before_cursor_execute", note)


def canaries_in(text: str, names: Sequence[str] = tuple(CANARIES)) -> set[str]:
    """Which of the canaries a text holds."""
    return {name for name in names if CANARIES[name] in text}


class Sender:
    """Someone signed in whose forms carry the hidden mark of their pages."""

    def __init__(self, cast: Cast, who: str, *, locale: str = "zh_Hans_CN") -> None:
        self.client = cast.signed_in(who, locale=locale)
        self.token = token_of(self.client.get("/me"))

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path)

    def post(self, path: str, data: Mapping[str, Any] | None = None) -> TestResponse:
        """Send a form."""
        return self.client.post(path, data={"csrf_token": self.token, **(data or {})})
