"""What pairing tells the rules of attention: whether an adult is named, and days since anybody talked with the child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, select

from portal.children.dated import holds_on
from portal.children.models import Child
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse
from portal.core.db import session
from portal.pairing.models import Pairing
from portal.pairing.queries.standing import last_talk


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Two facts for each child, without days where nobody talked yet; one statement."""
    pair = and_(Pairing.child_id == Child.id, holds_on(Pairing, day))
    found = select(Child.id, Pairing.from_day, last_talk(day)).outerjoin(Pairing, pair).where(Child.id.in_(child_ids))
    facts: dict[int, Mapping[str, Signal]] = {}
    for child_id, since, last in session().execute(found):
        talked = {"pairing.days_since_talk": Signal((day - last).days, last)} if last else {}
        facts[child_id] = {"pairing.paired": Signal(since is not None, since), **talked}
    return facts


signals = Signals(
    definitions=(
        SignalDefinition(
            "pairing.paired", _l("An adult is named for the child"), SignalKind.TRUTH,
            lambda value, _detail: _l("An adult is named for the child") if value else _l("No adult is named for the child"),
            worse=Worse.NO,
        ),
        SignalDefinition(
            "pairing.days_since_talk", _l("Days since the last talk"), SignalKind.NUMBER,
            lambda value, _detail: _l("Days since the last talk: %(count)s", count=value), worse=Worse.MORE,
        ),
    ),
    read=read,
)  # fmt: skip
