"""The sets of children visits can name for returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.children.figures import on_the_roll
from portal.children.models import Child
from portal.children.queries.counted import counts_as_left_behind
from portal.core.contributions import Figures, Member
from portal.core.db import session
from portal.school.classes import classes
from portal.school.queries import calendar
from portal.visits.queries.counting import visited
from portal.visits.rules import periods


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Who was visited in the school year, in the month, and of the left-behind children who in the term; one statement."""
    of = periods(on, calendar())
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding]
    holds = {
        "visits.visited_this_year": visited(of.year, on),
        "visits.visited_this_month": visited(on.replace(day=1), on),
        "visits.left_behind_visited_this_term": counts_as_left_behind(on) & visited(of.term, on),
    }
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    found: dict[str, list[Member]] = {key: [] for key in holds}
    rows = session().execute(
        select(*columns, *(each.label(key) for key, each in holds.items())).where(on_the_roll(on)).order_by(Child.id)
    )
    for id_, class_id, sex, boarding, *answers in rows:
        member = Member(id_, grades.get(class_id), sex, bool(boarding))
        for key, answer in zip(holds, answers, strict=True):
            if answer:
                found[key].append(member)
    return found


figures = Figures(
    labels={
        "visits.visited_this_year": _l("Children visited at home this school year"),
        "visits.visited_this_month": _l("Children visited at home this month"),
        "visits.left_behind_visited_this_term": _l("Left-behind children visited at home this term"),
    },
    members=members,
)
