"""What counseling tells the rules of attention: the level two people agreed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.access.permissions import Tier
from portal.core import clock
from portal.core.contributions import Signal, SignalDefinition, SignalKind, Signals, Worse
from portal.core.db import session
from portal.counseling.codes import Level
from portal.counseling.models import Case, LevelChange
from portal.counseling.rules import SEVERITY


def read(child_ids: Sequence[int], _day: date) -> Mapping[int, Mapping[str, Signal]]:
    """One fact for each child with an open case: 3 for the strictest level, 0 for the mildest one or two; one statement."""
    since = select(func.max(LevelChange.decided_at)).where(LevelChange.case_id == Case.id, LevelChange.confirmed.is_(True))
    found = select(Case.child_id, Case.level, Case.opened_at, since.correlate(Case).scalar_subquery())
    rows = session().execute(found.where(Case.open_child_id.in_(child_ids)))
    return {
        child_id: {"counseling.level": Signal(max(0, SEVERITY[Level(level)]), clock.local(set_at or opened_at).date())}
        for child_id, level, opened_at, set_at in rows
    }


signals = Signals(
    definitions=(
        SignalDefinition(
            "counseling.level", _l("Level set by the counselor"), SignalKind.NUMBER,
            lambda value, _detail: _l("Level set by the counselor: %(count)s of 3", count=value), Tier.CLINICAL, Worse.MORE,
        ),
    ),
    read=read,
)  # fmt: skip
