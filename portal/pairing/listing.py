"""Children's pairs as lists show them: flat rows, words made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.pairing.queries.standing import Show, Standing
from portal.school.classes import class_name

SHOWS: Mapping[Show, Words] = {
    Show.LEFT_BEHIND: _l("Left-behind children"),
    Show.PAIRED: _l("With an adult"),
    Show.UNPAIRED: _l("Without an adult"),
    Show.ORPHANED: _l("Adult gone"),
    Show.OVERDUE: _l("Talk overdue"),
    Show.TALKED: _l("Talked this month"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One child of a list."""

    child_id: int
    name: str
    class_name: str
    teacher: str
    since: date | None
    last_talk: date | None
    due: date | None
    late: bool
    gone_since: date | None
    repair_by: date | None


def listed(found: Sequence[Standing], today: date) -> Sequence[Line]:
    """The rows of a list."""
    return [_line(one, today) for one in found]


def _line(one: Standing, today: date) -> Line:
    due = one.due
    return Line(
        one.child_id,
        one.name,
        class_name(one.class_id),
        one.teacher or "",
        one.since,
        one.last_talk,
        due,
        due is not None and due < today,
        one.gone_since,
        one.repair_by,
    )
