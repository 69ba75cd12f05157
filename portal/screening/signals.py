"""What screening tells the rules of attention: a talk is advised, or an answer about safety waits for one. Never a score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, select

from portal.access.permissions import Tier
from portal.core import clock
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse
from portal.core.db import session
from portal.screening.models import Flag, FlagKind, TalkDue

NAME = "screening.talk_advised"
SAFETY = "screening.answer_to_hear"


def read(child_ids: Sequence[int], _day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Children with an open talk; one statement. Of others nothing is said."""
    urgent = exists().where(Flag.participant_id == TalkDue.participant_id, Flag.kind == FlagKind.URGENT)
    columns: list[Any] = [TalkDue.child_id, TalkDue.made_at, urgent]
    open_ones = select(*columns).where(TalkDue.child_id.in_(child_ids), TalkDue.settled_at.is_(None))
    found: dict[int, dict[str, Signal]] = {}
    for child_id, made_at, safety in session().execute(open_ones.order_by(TalkDue.id)):
        names = (NAME, SAFETY) if safety else (NAME,)
        found.setdefault(child_id, {}).update({name: Signal(True, clock.local(made_at).date()) for name in names})
    return found


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
        SignalDefinition(
            SAFETY,
            _l("An answer about safety waits for a talk"),
            SignalKind.TRUTH,
            lambda value, _detail: _l("An answer about safety waits for a talk") if value else _l("No answer about safety waits"),
            Tier.CLINICAL,
            worse=Worse.YES,
        ),
    ),
    read=read,
)
