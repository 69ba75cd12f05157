"""The sets of children pairing can name for returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.children.dated import holds_on
from portal.children.figures import on_the_roll
from portal.children.models import Child
from portal.children.queries.counted import counts_as_left_behind
from portal.core.contributions import Figures, Member
from portal.core.db import session
from portal.pairing.models import Pairing
from portal.pairing.queries.standing import last_talk
from portal.school.classes import classes


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Who counts as left behind on a day, who of them has an adult, with whom somebody talked in the month; one statement."""
    paired = select(Pairing.id).where(Pairing.child_id == Child.id, holds_on(Pairing, on)).exists()
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding, paired, last_talk(on)]
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    found: dict[str, list[Member]] = {key: [] for key in figures.labels}
    rows = session().execute(select(*columns).where(on_the_roll(on), counts_as_left_behind(on)).order_by(Child.id))
    for id_, class_id, sex, boarding, has_adult, talked in rows:
        member = Member(id_, grades.get(class_id), sex, bool(boarding))
        found["pairing.left_behind"].append(member)
        if has_adult:
            found["pairing.paired"].append(member)
        if talked is not None and talked >= on.replace(day=1):
            found["pairing.talked_this_month"].append(member)
    return found


figures = Figures(
    labels={
        "pairing.left_behind": _l("Left-behind children who need an adult"),
        "pairing.paired": _l("Left-behind children with an adult"),
        "pairing.talked_this_month": _l("Left-behind children somebody talked with this month"),
    },
    members=members,
)
