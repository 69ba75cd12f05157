"""What taking a file in would do, row by row, before anything changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from flask_babel import gettext as _

from portal.screening.importing.headings import State
from portal.screening.importing.rows import Read, doubts_of, same
from portal.screening.kept import content_of
from portal.screening.scoring.key import Key


class Kind(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DECLINED = "declined"
    OPEN = "open"
    PARKED = "parked"


@dataclass(frozen=True, slots=True)
class Known:
    """A child as the portal has it."""

    child_id: int
    name: str
    class_id: int | None


@dataclass(frozen=True)
class School:
    """Whom rows may mean: by number, and by name and class; and what stands for them already in this round."""

    by_number: Mapping[str, Known]
    by_name: Mapping[tuple[str, str], Sequence[Known]]
    before: Mapping[int, Any]


def planned(rows: Iterable[Read], school: School, key: Key, day: date) -> list[dict[str, Any]]:
    """One entry a row, ready to be kept sealed and shown."""
    met: set[int] = set()
    return [_entry(row, _whose(row, school), met, school, key, day) for row in rows]


def _whose(row: Read, school: School) -> Known | None:
    """By number; where a row has none, by name and class if only one child can be meant."""
    if row.id_number:
        return school.by_number.get(row.id_number)
    found = school.by_name.get((row.name, row.class_number), ())
    return found[0] if len(found) == 1 else None


def _entry(row: Read, known: Known | None, met: set[int], school: School, key: Key, day: date) -> dict[str, Any]:
    if known is None:
        row.mark(-1, _("No child of this school can be told from this row."), waits=True)
    elif known.child_id in met:
        row.mark(-1, _("This child stands in the file twice."), waits=True)
    elif row.name and row.name != known.name:
        row.mark(-1, _("The portal knows this number as %(name)s.", name=known.name))
    content = content_of(row.result, key, doubts_of(row.result), None) if row.result is not None and not row.waits else None
    before = school.before.get(known.child_id) if known else None
    kind = _kind(row, content, before)
    if known and kind is not Kind.PARKED:
        met.add(known.child_id)
    return {
        "number": row.number, "kind": kind.value, "name": known.name if known else row.name, "content": content, "before": before,
        "child_id": known.child_id if known else None, "class_id": known.class_id if known else None,
        "on": (row.on or day).isoformat(), "marks": {str(column): words for column, words in row.marks.items()}, "waits": row.waits,
    }  # fmt: skip


def _kind(row: Read, content: Mapping[str, Any] | None, before: Mapping[str, Any] | None) -> Kind:
    if row.waits:
        return Kind.PARKED
    if row.state is State.DECLINED:
        return Kind.DECLINED
    if row.state is State.OPEN or content is None:
        return Kind.OPEN
    if before is None:
        return Kind.NEW
    return Kind.UNCHANGED if same(before, content) else Kind.CHANGED


def counted(entries: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many rows of each kind, how many carry a word, and how many talks they would ask for."""
    kinds = Counter(one["kind"] for one in entries)
    warned = sum(bool(one["marks"]) and one["kind"] != Kind.PARKED for one in entries)
    return {**{kind.value: kinds[kind.value] for kind in Kind}, "warned": warned, "rows": len(entries)}
