"""The sets of children duty can name for returns: who stayed at school over weekends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import exists, func, select

from portal.children.figures import on_the_roll
from portal.children.models import Child
from portal.core.calendar import DAY
from portal.core.collected import COUNTED_HERE
from portal.core.contributions import Figures, Member
from portal.core.db import session
from portal.duty.models.roster import DutyAssignment, DutyShift, ShiftState
from portal.duty.models.stays import StayState, WeekendStay
from portal.duty.queries.stays import answer_stands
from portal.school.classes import classes
from portal.school.queries import calendar

SOURCE = COUNTED_HERE + "已发布的值班表"


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Boarders on the roll, and those who stayed at least one weekend of the week or month up to a day; one statement."""
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding]
    holds = {"duty.stayed_this_week": _stayed(on - DAY * 7, on), "duty.stayed_this_month": _stayed(on.replace(day=1), on)}
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    rows = session().execute(
        select(*columns, *(each.label(key) for key, each in holds.items()))
        .where(on_the_roll(on), Child.boarding)
        .order_by(Child.id)
    )
    found: dict[str, list[Member]] = {key: [] for key in figures.labels}
    for id_, class_id, sex, boarding, *answers in rows:
        member = Member(id_, grades.get(class_id), sex, bool(boarding))
        found["duty.boarders"].append(member)
        for key, answer in zip(holds, answers, strict=True):
            if answer:
                found[key].append(member)
    return found


def _stayed(first: date, last: date) -> Any:
    said = (WeekendStay.state == StayState.STAY, answer_stands(WeekendStay.weekend))
    return exists().where(WeekendStay.child_id == Child.id, WeekendStay.weekend.between(first, last), *said)


figures = Figures(
    labels={
        "duty.boarders": _l("Boarders"),
        "duty.stayed_this_week": _l("Boarders who stayed at school last weekend"),
        "duty.stayed_this_month": _l("Boarders who stayed at school on a weekend of the month"),
    },
    members=members,
)


def numbers(on: date) -> Mapping[str, tuple[int, str]]:
    """Posts of the boarding weekends of the term up to a day, as published, and how many of them somebody held; one statement."""
    term = calendar().current_term(on)
    if term is None:
        return {}
    held = exists().where(DutyAssignment.shift_id == DutyShift.id, DutyAssignment.ended_at.is_(None))
    planned = (DutyShift.state == ShiftState.PLANNED, DutyShift.weekend.between(term.first_day, on))
    posts, filled = session().execute(select(func.count(), func.count().filter(held)).where(*planned)).one()
    return {"duty.posts": (posts, SOURCE), "duty.posts_filled": (filled, SOURCE)}
