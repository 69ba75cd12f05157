"""What the lists tell the rules of attention: on how many called days in a row a child was away and nobody knew why.

After a number of them the school asks whether the child is dropping out (未成年人保护法 28: register and urge back); a person
decides.
"""

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
from portal.school.queries import number

LOOKED_BACK = timedelta(days=60)


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Children whose class was called in the last sixty days; two statements."""
    found, limit = {}, number("attendance.dropout_days")
    for one in records(day - LOOKED_BACK, day, Child.id.in_(child_ids)):
        unknown = {on for on, reason in one.away.items() if reason is Reason.UNKNOWN}
        count = missing_in_a_row(sorted(one.called), unknown)
        last = max(unknown) if count else None
        found[one.child_id] = {
            "schooling.days_absent": Signal(count, last),
            "schooling.dropout_suspected": Signal(count >= limit, last if count >= limit else None),
        }
    return found


signals = Signals(
    definitions=(
        SignalDefinition(
            "schooling.days_absent", _l("Days absent without a reason"), SignalKind.NUMBER,
            lambda value, _detail: _l("School days in a row away without a word: %(count)s", count=value),
            Tier.SCHOOLING, Worse.MORE,
        ),
        SignalDefinition(
            "schooling.dropout_suspected", _l("May have dropped out"), SignalKind.TRUTH,
            lambda value, _detail: _l("Away for so long without a word that the child may have dropped out") if value
            else _l("Not away for long without a word"),
            Tier.SCHOOLING, Worse.YES,
        ),
    ),
    read=read,
)  # fmt: skip
