"""What home visits tell the rules of attention: whether somebody visited in this term."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.children.models import Child
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse
from portal.core.db import session
from portal.school.queries import calendar
from portal.visits.queries.counting import last_visit, visited


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """One fact for each child, of the term that runs or ended last; one statement. Before the first term nothing is said."""
    term = calendar().current_term(day)
    if term is None:
        return {}
    found = select(Child.id, visited(term.first_day, day), last_visit(day)).where(Child.id.in_(child_ids))
    return {row[0]: {"visits.this_term": Signal(bool(row[1]), row[2])} for row in session().execute(found)}


signals = Signals(
    definitions=(
        SignalDefinition(
            "visits.this_term", _l("Visited at home this term"), SignalKind.TRUTH,
            lambda value, _detail: _l("Visited at home this term") if value else _l("No home visit yet this term"), worse=Worse.NO,
        ),
    ),
    read=read,
)  # fmt: skip
