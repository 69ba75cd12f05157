"""What evenings tell others: how often a child was not there, and who took part in the programme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.children.figures import on_the_roll
from portal.children.models import Child
from portal.core import clock
from portal.core.calendar import DAY
from portal.core.contributions import Figures, Member, Signal, SignalDefinition, SignalKind, Signals, Worse
from portal.core.db import session
from portal.duty.models.tonight import Activity, Missing, TakingPart
from portal.school.classes import classes

LOOKED_BACK = timedelta(days=60)
HOURS_A_MONTH = 4


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """How often in sixty days a child was not there when its name was called; one statement."""
    since, until = clock.begin_of(day - LOOKED_BACK), clock.begin_of(day + DAY)
    found = (
        select(Missing.child_id, func.count(), func.max(Missing.since))
        .where(Missing.child_id.in_(child_ids), Missing.since >= since, Missing.since < until)
        .group_by(Missing.child_id)
    )
    return {
        child_id: {"duty.not_there": Signal(int(number), clock.local(last).date() if last else None)}
        for child_id, number, last in session().execute(found)
    }


search_signals = Signals(
    definitions=(
        SignalDefinition(
            "duty.not_there", _l("Not there at roll call, in sixty days"), SignalKind.NUMBER,
            lambda value, _detail: _l("Not there at roll call %(count)s times", count=value), worse=Worse.MORE,
        ),
    ),
    read=read,
)  # fmt: skip


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Who took part in the weekend programme in the month up to a day, and who for some hours of it; one statement."""
    minutes = func.sum(Activity.minutes)
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding, minutes]
    found = (
        select(*columns)
        .join(TakingPart, TakingPart.child_id == Child.id)
        .join(Activity, Activity.id == TakingPart.activity_id)
        .where(TakingPart.taken_back_at.is_(None), Activity.called_off_at.is_(None), on_the_roll(on))
        .where(Activity.starts_at >= clock.begin_of(on.replace(day=1)), Activity.starts_at < clock.begin_of(on + DAY))
        .group_by(Child.id, Child.class_id, Child.sex, Child.boarding)
        .order_by(Child.id)
    )
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    rows = session().execute(found).all()
    taken = [(Member(id_, grades.get(class_id), sex, bool(boarding)), spent) for id_, class_id, sex, boarding, spent in rows]
    return {
        "duty.programme_this_month": [member for member, _spent in taken],
        "duty.programme_four_hours": [member for member, spent in taken if spent >= HOURS_A_MONTH * 60],
    }


programme_figures = Figures(
    labels={
        "duty.programme_this_month": _l("Children who took part in the weekend programme this month"),
        "duty.programme_four_hours": _l("Children with four hours or more of weekend programme this month"),
    },
    members=members,
)
