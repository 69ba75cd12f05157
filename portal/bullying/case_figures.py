"""What cases tell summaries and the rules of attention: who may have been harmed and is being looked after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.bullying.models.cases import BullyingCase, Party, Role, State
from portal.bullying.models.measures import Measure
from portal.children.figures import on_the_roll
from portal.children.models import Child
from portal.core import clock
from portal.core.calendar import academic_year
from portal.core.contributions import Figures, Member, Signal, SignalDefinition, SignalKind, Signals, Value, Worse
from portal.core.db import session
from portal.core.errors import Words
from portal.school.classes import classes

YEAR_TURNS = 8
HARMED, MEASURED = "bullying.said_to_be_harmed_this_year", "bullying.with_measures_this_year"


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Who was said to be harmed in a case of the school year, and for whom a measure was decided in it; one statement."""
    begin = clock.begin_of(date(academic_year(on), YEAR_TURNS, 1))
    until = clock.begin_of(on + timedelta(days=1))
    in_time = (BullyingCase.opened_at >= begin, BullyingCase.opened_at < until, Party.withdrawn_at.is_(None))
    measured = select(Measure.id).where(Measure.party_id == Party.id, Measure.decided_at < until).exists()
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding, Party.role, measured]
    found = select(*columns).join(Party, Party.child_id == Child.id).join(BullyingCase, BullyingCase.id == Party.case_id)
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    sets: dict[str, dict[int, Member]] = {HARMED: {}, MEASURED: {}}
    for id_, class_id, sex, boarding, role, has in session().execute(found.where(*in_time, on_the_roll(on)).order_by(Child.id)):
        member = Member(id_, grades.get(class_id), sex, bool(boarding))
        for key, holds in ((HARMED, role is Role.TARGET), (MEASURED, has)):
            if holds:
                sets[key][id_] = member
    return {key: list(each.values()) for key, each in sets.items()}


figures = Figures(
    labels={
        HARMED: _l("Children said to have been harmed in bullying cases of this school year"),
        MEASURED: _l("Children for whom a measure was decided in bullying cases of this school year"),
    },
    members=members,
)


def read(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """Who may have been harmed in a case that is open; one statement. What a child is said to have done is no signal."""
    found = (
        select(Party.child_id, BullyingCase.happened_on)
        .join(BullyingCase, BullyingCase.id == Party.case_id)
        .where(Party.child_id.in_(child_ids), Party.role == Role.TARGET, Party.withdrawn_at.is_(None))
        .where(BullyingCase.state.not_in((State.CLOSED, State.NOT_FOUND)), BullyingCase.happened_on <= day)
        .order_by(BullyingCase.happened_on)
    )
    harmed = {row[0]: row[1] for row in session().execute(found) if row[0] is not None}
    return {child_id: {"bullying.in_an_open_case": Signal(True, on)} for child_id, on in harmed.items()}


def _evidence(value: Value, _detail: str) -> Words:
    return _l("Needs safety steps at school") if value else _l("No safety steps needed")


signals = Signals(
    definitions=(
        SignalDefinition(
            "bullying.in_an_open_case",
            _l("May have been harmed by other pupils"),
            SignalKind.TRUTH,
            _evidence,
            tier=Tier.WELFARE,
            worse=Worse.YES,
        ),
    ),
    read=read,
)
