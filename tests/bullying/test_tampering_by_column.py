"""Every column of every table of a case: whoever changes one by hand is found out, and nobody is accused without cause."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Column, delete, insert, inspect, select, update

from portal.bullying.models.cases import BullyingCase, Near
from portal.bullying.models.committee import Seat, Vote
from portal.bullying.models.letters import LetterKind
from portal.bullying.models.seals import Seal
from portal.bullying.models.steps import Clock
from portal.bullying.operations.committee import recuse
from portal.bullying.operations.letters import write_letter
from portal.bullying.operations.sides import lock_out, withdraw_party
from portal.bullying.queries.sealed import SEALED
from portal.bullying.queries.verifying import WHAT, verify
from portal.children.models import Child
from portal.core.db import Base, UtcDateTime, session
from portal.core.fields import EncryptedJson, EncryptedText
from portal.enrolment.operations.joining import join_files
from tests.bullying.telling import tell
from tests.bullying.walking import begin
from tests.cast import CHILD, Cast
from tests.duty.roster_school import boarder

#: Not of the content: the number of the row, to which case it belongs, and whose file it rests on (steps seal that).
APART = {"id", "case_id", "meeting_id", "letter_id", "evidence_id"}


@pytest.fixture
def case_id(cast: Cast) -> int:
    tell(cast.signed_in("teacher"))  # so that there is a report to which the case could be said to belong
    with cast.writing():
        walk = begin(cast).in_force()
        walk.arrive(write_letter(walk.file, walk.party(1), LetterKind.DECISION, "", by=walk.by))
        lock_out(walk.file, Near.RELATIVE, person_id=cast.account("auditor").person_id, words="表亲", by=walk.by)
        return int(walk.case.id)


def said_otherwise(column: Column[Any], value: Any) -> Any:
    """Another value of the same kind."""
    if isinstance(column.type, EncryptedJson):
        return {"changed": "by hand"}
    known = {EncryptedText: str, UtcDateTime: datetime}
    kind = known.get(type(column.type)) or column.type.python_type
    if issubclass(kind, bool):
        return not value
    if issubclass(kind, datetime | date):
        return (value or datetime(2026, 1, 1).astimezone()) - timedelta(days=1)
    if issubclass(kind, int):
        return (value or 0) + 1
    others = [each for each in getattr(column.type, "enums", ()) if each != getattr(value, "value", value)]
    return getattr(column.type, "enum_class", str)(others[0]) if others else f"{value or ''}改"


def changes() -> Iterator[tuple[Any, str]]:
    for table in SEALED:
        for column in inspect(table).columns:
            if column.key not in APART:
                yield table, column.key


@pytest.mark.db
def test_a_change_in_any_column_is_found(cast: Cast, case_id: int) -> None:
    with cast.writing() as opened:
        case, missed = opened.get_one(BullyingCase, case_id), []
        assert verify(case) == []
        for table, name in changes():
            row = opened.scalars(select(table).order_by(table.id.desc())).first()
            assert row is not None, f"nothing of {table.__tablename__} is in the case"
            column = inspect(table).columns[name]
            keys = {foreign.column for foreign in column.foreign_keys}
            value = _another(opened, keys, getattr(row, name)) if keys else said_otherwise(column, getattr(row, name))
            undone = opened.begin_nested()
            opened.execute(update(table.__table__).where(table.__table__.c.id == row.id).values({column.name: value}))
            opened.expire_all()
            if not verify(case):
                missed.append(f"{table.__tablename__}.{name}")
            undone.rollback()
            opened.expire_all()
        assert missed == []
        assert verify(case) == []


def _another(opened: Any, keys: set[Any], value: Any) -> Any:
    key = keys.pop()
    found = opened.scalars(select(key).where(key != (value or 0)).order_by(key)).first()
    return found if found is not None else (None if value else value)


@pytest.mark.db
def test_a_row_put_in_or_taken_away_is_found(cast: Cast, case_id: int) -> None:
    with cast.writing() as opened:
        case = opened.get_one(BullyingCase, case_id)
        for change in (delete(Vote).where(Vote.id == 1), delete(Clock).where(Clock.met_at.is_(None)), _a_clock_more(opened)):
            undone = opened.begin_nested()
            opened.execute(change)
            opened.expire_all()
            assert verify(case), str(change)
            undone.rollback()
            opened.expire_all()


def _a_clock_more(opened: Any) -> Any:
    one = opened.scalars(select(Clock)).first()
    names = [column.key for column in inspect(Clock).columns if column.key != "id"]
    return insert(Clock).values({name: getattr(one, name) for name in names})


def test_the_seal_cannot_be_taken_off(cast: Cast, case_id: int) -> None:
    with cast.writing() as opened:
        opened.execute(delete(Seal))
        opened.expire_all()
        assert [str(one.what) for one in verify(opened.get_one(BullyingCase, case_id))] == ["这一案件的封存记录不见了。"]


def test_every_act_seals_anew(cast: Cast, case_id: int) -> None:
    with cast.writing():
        walk = begin(cast).submitted()
        recuse(walk.file, next(one.id for one in walk.file.members if one.seat is Seat.PARENT), "与一方相识", by=walk.by)
        withdraw_party(walk.file, walk.party(1), "写错了名字", by=walk.by)
        second = walk.case.id
    with cast.reading():
        for each in (case_id, second):
            assert verify(session().get_one(BullyingCase, each)) == []


def test_joining_two_files_of_a_child_accuses_nobody(cast: Cast, case_id: int) -> None:
    with cast.writing():
        kept = boarder(7)
        session().add(kept)
        session().flush()
        other = session().scalars(select(Child).where(Child.name == CHILD)).one()
        kept.id_number = other.id_number
        join_files(kept, other, by=cast.viewer("lead"))
    with cast.reading():
        assert verify(session().get_one(BullyingCase, case_id)) == []


def test_every_table_of_a_case_is_sealed_and_has_words() -> None:
    about = {name for name in Base.metadata.tables if name.startswith("bullying_") and not re.search("report|survey", name)}
    assert {table.__tablename__ for table in SEALED} == about - {"bullying_seal"}
    assert set(WHAT) == {table.__tablename__ for table in SEALED}
