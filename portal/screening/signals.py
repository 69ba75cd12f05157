"""What screening tells the rules of attention: whether a talk is advised that has not taken place. Never a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.core import clock
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse
from portal.core.db import session
from portal.screening.models import TalkDue

NAME = "screening.talk_advised"


def read(child_ids: Sequence[int], _day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Children with an open talk; one statement. Of others nothing is said."""
    open_ones = select(TalkDue.child_id, TalkDue.made_at).where(TalkDue.child_id.in_(child_ids), TalkDue.settled_at.is_(None))
    return {row[0]: {NAME: Signal(True, clock.local(row[1]).date())} for row in session().execute(open_ones)}


signals = Signals(
    definitions=(
        SignalDefinition(
            NAME,
            _l("A talk is advised after screening"),
            SignalKind.TRUTH,
            lambda value, _detail: _l("A talk is advised after screening") if value else _l("No talk is advised after screening"),
            Tier.CLINICAL,
            worse=Worse.YES,
        ),
    ),
    read=read,
)
