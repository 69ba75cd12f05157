"""The sets of children this domain can name for returns: who is here, who counts as left behind, in whose care."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, and_, or_, select

from portal.children.dated import holds_on
from portal.children.left_behind import DEFINITIONS, ParentState
from portal.children.models import AidCategory, CensusConfirmation, Child, Enrolment, Guardian, Whereabouts
from portal.children.queries.left_behind import left_behind
from portal.core.contributions import Figures, Member
from portal.core.db import session
from portal.school.classes import classes
from portal.school.queries import calendar

#: Categories that mean a poor household (低保、特困、低保边缘、脱贫监测户).
HARDSHIP = ("minimum_living", "extreme_hardship", "low_income", "poverty_watch")
GRANDPARENTS = ("61", "62", "63", "64", "66", "67")
PARENTS = ("51", "52", "57", "58", "59")


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Every set on a day, in one statement; grade, boarding and class are those the file holds now."""
    asked = _asked(on)
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding]
    rows = session().execute(
        select(*columns, *(condition.label(name) for name, condition in asked.items())).where(on_the_roll(on)).order_by(Child.id)
    )
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    found: dict[str, list[Member]] = {key: [] for key in figures.labels}
    for id_, class_id, sex, boarding, *answers in rows:
        member = Member(id_, grades.get(class_id), sex, bool(boarding))
        for key in _sets_of(dict(zip(asked, answers, strict=True))):
            found[key].append(member)
    return found


def _sets_of(holds: Mapping[str, bool]) -> Iterator[str]:
    """The sets a child is in, from what holds for it."""
    yield "children.enrolled"
    yield from (f"children.left_behind.{definition}" for definition in DEFINITIONS if holds[definition])
    if holds["C"] or holds["any_away"]:
        yield "children.both_away" if holds["C"] else "children.one_away"
    yield from (f"children.{name}" for name in ("hardship", "census_confirmed") if holds[name])
    yield _care(holds)


def _care(holds: Mapping[str, bool]) -> str:
    if holds["grandparents"]:
        return "children.grandparent_care"
    return "children.other_care" if holds["others"] else "children.no_carer_named"


def on_the_roll(on: date) -> ColumnElement[bool]:
    """Here on a day: enrolled by then and still, or gone only afterwards."""
    gone = Child.enrolment.in_([Enrolment.TRANSFERRED, Enrolment.GRADUATED, Enrolment.LEFT, Enrolment.SUSPENDED])
    return or_(
        and_(Child.enrolment == Enrolment.ENROLLED, Child.enrolment_since <= on),
        and_(gone, Child.enrolment_since > on),
    )


def _asked(on: date) -> Mapping[str, ColumnElement[bool]]:
    return {
        **{definition: left_behind(definition, on) for definition in DEFINITIONS},
        "any_away": _any_away(on),
        "hardship": _in_hardship(on),
        "census_confirmed": _confirmed(on),
        "grandparents": _cared_for(on, grandparents=True),
        "others": _cared_for(on, grandparents=False),
    }


def _any_away(on: date) -> ColumnElement[bool]:
    begun = or_(Whereabouts.since.is_(None), Whereabouts.since <= on)
    away = Whereabouts.state == ParentState.AWAY_FOR_WORK
    return select(Whereabouts.id).where(Whereabouts.child_id == Child.id, holds_on(Whereabouts, on), away, begun).exists()


def _in_hardship(on: date) -> ColumnElement[bool]:
    category = AidCategory.category.in_(HARDSHIP)
    return select(AidCategory.id).where(AidCategory.child_id == Child.id, holds_on(AidCategory, on), category).exists()


def _confirmed(on: date) -> ColumnElement[bool]:
    term = calendar().current_term(on)
    wanted = CensusConfirmation.term_id == (term.id if term else None)
    return select(CensusConfirmation.id).where(CensusConfirmation.child_id == Child.id, wanted).exists()


def _cared_for(on: date, *, grandparents: bool) -> ColumnElement[bool]:
    """By grandparents, or by somebody else who is no parent."""
    theirs = Guardian.relation.in_(GRANDPARENTS) if grandparents else Guardian.relation.not_in((*GRANDPARENTS, *PARENTS))
    return select(Guardian.id).where(Guardian.child_id == Child.id, holds_on(Guardian, on), Guardian.is_carer, theirs).exists()


figures = Figures(
    labels={
        "children.enrolled": _l("Children on the roll"),
        "children.left_behind.A": _l("Left behind by definition A"),
        "children.left_behind.B": _l("Left behind by definition B"),
        "children.left_behind.C": _l("Left behind by definition C"),
        "children.left_behind.D": _l("Left behind by definition D"),
        "children.both_away": _l("Both parents away for work"),
        "children.one_away": _l("One parent away for work"),
        "children.hardship": _l("Families in hardship"),
        "children.census_confirmed": _l("Facts of the term confirmed by the homeroom teacher"),
        "children.grandparent_care": _l("In the care of grandparents"),
        "children.other_care": _l("In the care of other relatives or friends"),
        "children.no_carer_named": _l("No carer beside the parents on file"),
    },
    members=members,
)
