"""What the lists tell the rules of attention: on how many called days in a row a child was away and nobody knew why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.attendance.models import Reason
from portal.attendance.queries import records
from portal.attendance.rules import missing_in_a_row
from portal.children.models import Child
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse

LOOKED_BACK = timedelta(days=60)


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Children whose class was called in the last sixty days; two statements."""
    found = {}
    for one in records(day - LOOKED_BACK, day, Child.id.in_(child_ids)):
        unknown = {on for on, reason in one.away.items() if reason is Reason.UNKNOWN}
        count = missing_in_a_row(sorted(one.called), unknown)
        found[one.child_id] = {"schooling.days_absent": Signal(count, max(unknown) if count else None)}
    return found


signals = Signals(
    definitions=(
        SignalDefinition(
            "schooling.days_absent", _l("Days absent without a reason"), SignalKind.NUMBER,
            lambda value, _detail: _l("School days in a row away without a word: %(count)s", count=value),
            Tier.SCHOOLING, Worse.MORE,
        ),
    ),
    read=read,
)  # fmt: skip
