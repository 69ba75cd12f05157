"""Two files of the same child become one: what rests on the second moves to the first, and every row's way back is kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Column, Table, select, update
from sqlalchemy.exc import IntegrityError

from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.db import Base, session
from portal.core.errors import Refused
from portal.enrolment.models import Reason, RollAct
from portal.enrolment.operations.acts import check_open, close, place, put_back
from portal.journal.operations import record

SAME_FILE = _l("Choose two different files.")
TWO_NUMBERS = _l("The two files have different identity numbers, so they are two children. Put the wrong number right first.")
ALREADY_JOINED = _l("One of these files was joined with another one already.")

#: What stays with the second file: its own history on the roll, and what imports keep for themselves.
STAYS = frozenset({"child", "roll_entry", "registry_word", "registry_import_row", "registry_import_change", "journal"})


def join_files(kept: Child, other: Child, *, by: Viewer) -> RollAct:
    """Everything about `other` is found in `kept` from now on; a number `kept` lacks is taken over."""
    _check(kept, other)
    act = place([other], Reason.MERGED, Enrolment.MERGED, clock.today(), by=by)
    other.merged_into_id = kept.id
    moved = {table.name: keys for table, keys in _move_rows(other.id, kept.id)}
    number = _take_number(kept, other)
    act.before = {**act.before, "kept": kept.id, "moved": moved, "number": number}
    session().flush()
    record("enrolment.files_joined", subject=act, child_id=kept.id, by=by)
    return act


def part_files(act: RollAct, *, by: Viewer) -> None:
    """Take a joining back: every row that moved returns, the second file stands as before."""
    check_open(act)
    put_back(act, by=by)
    other = session().get_one(Child, act.before["children"][0]["id"])
    kept = session().get_one(Child, act.before["kept"])
    other.merged_into_id = None
    for table, child_key in _resting():
        keys = act.before["moved"].get(table.name)
        if keys:
            key = _key(table)
            back = update(table).where(key.in_(keys), child_key == kept.id).values({child_key: other.id})
            session().execute(back)
    if act.before["number"] and kept.id_number == other.id_number:
        _write_number(kept, act.before["number"], None)
    record("enrolment.files_parted", subject=act, child_id=kept.id, by=by)
    close(act, by=by)


def _check(kept: Child, other: Child) -> None:
    if kept.id == other.id:
        raise Refused(SAME_FILE)
    if Enrolment.MERGED in (kept.enrolment, other.enrolment):
        raise Refused(ALREADY_JOINED)
    if kept.id_number and other.id_number and kept.id_number != other.id_number:
        raise Refused(TWO_NUMBERS)


def _resting() -> Iterator[tuple[Table, Column[Any]]]:
    """Every table of the house with rows that rest on a child, and the column that says which."""
    for table in Base.metadata.sorted_tables:
        if table.name not in STAYS:
            for key in table.foreign_keys:
                if key.column.table.name == "child":
                    yield table, key.parent


def _move_rows(from_id: int, to_id: int) -> Iterator[tuple[Table, list[int]]]:
    """Row by row, because a row the first file has a like of (a confirmation of the same term) stays where it is."""
    for table, child_key in _resting():
        keys = []
        for key in session().scalars(select(_key(table)).where(child_key == from_id)).all():
            try:
                with session().begin_nested():
                    session().execute(update(table).where(_key(table) == key).values({child_key: to_id}))
            except IntegrityError:
                continue
            keys.append(key)
        if keys:
            yield table, keys


def _key(table: Table) -> Column[Any]:
    return next(iter(table.primary_key.columns))


def _take_number(kept: Child, other: Child) -> str:
    """Which kind of document the first file had before it took the number over; empty when it took none."""
    if kept.id_number or not other.id_number:
        return ""
    before = kept.id_type
    _write_number(kept, other.id_type, other.id_number)
    return before


def _write_number(child: Child, kind: str, number: str | None) -> None:
    child.id_type, child.id_number, child.id_number_hash = kind, number, number
    child.registry_no_hash = f"G{number}" if number and kind == "1" else None
