"""What weekly contact tells the rules of attention: quiet school weeks in a row, and days since the last talk."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.children.models import Child
from portal.contact.queries import InTouch, in_touch_where
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Facts of children whose parents are away or whose contact is on record; two statements."""
    return {child.id: dict(_facts(child, day)) for child in in_touch_where(Child.id.in_(child_ids), on=day)}


def _facts(child: InTouch, day: date) -> Iterator[tuple[str, Signal]]:
    if child.weeks.mondays:
        yield "contact.missed_weeks", Signal(child.weeks.missed_in_a_row, child.last)
    if child.last is not None:
        yield "contact.days_since_last", Signal((day - child.last).days, child.last)


signals = Signals(
    definitions=(
        SignalDefinition(
            "contact.missed_weeks", _l("School weeks in a row without contact"), SignalKind.NUMBER,
            lambda value, _detail: _l("School weeks in a row without contact: %(count)s", count=value), worse=Worse.MORE,
        ),
        SignalDefinition(
            "contact.days_since_last", _l("Days since parents and child last talked"), SignalKind.NUMBER,
            lambda value, _detail: _l("Days since parents and child last talked: %(count)s", count=value), worse=Worse.MORE,
        ),
    ),
    read=read,
)  # fmt: skip
