"""The sets of children courses can name for returns."""

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
from portal.courses.queries.coverage import this_term
from portal.courses.queries.reached import reached
from portal.school.classes import classes


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Whose family guidance reached in the term up to a day; one statement."""
    met = reached(this_term(on).first, on)
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding, counts_as_left_behind(on)]
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    found: dict[str, list[Member]] = {key: [] for key in figures.labels}
    for row in session().execute(select(*columns).where(on_the_roll(on), met).order_by(Child.id)):
        member = Member(row[0], grades.get(row[1]), row[2], bool(row[3]))
        found["courses.families_reached"].append(member)
        if row[4]:
            found["courses.left_behind_families_reached"].append(member)
    return found


figures = Figures(
    labels={
        "courses.families_reached": _l("Families reached by guidance this term"),
        "courses.left_behind_families_reached": _l("Families of left-behind children reached by guidance this term"),
    },
    members=members,
)
