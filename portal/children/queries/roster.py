"""The list of children within reach: plain rows, two statements a page whatever its length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Date, bindparam, literal, null, select, union_all

from portal.access.permissions import Tier
from portal.access.viewer import Reach, Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment, Guardian, Whereabouts
from portal.children.queries.left_behind import left_behind
from portal.children.queries.search import matching
from portal.children.roster import ANY, Asked
from portal.children.scope import reaches, within_reach
from portal.core import clock
from portal.core.collected import sort_column
from portal.core.db import session
from portal.core.pagination import Page, page_of_rows
from portal.school.models import SchoolClass

COLUMNS = (
    Child.id,
    Child.name,
    Child.pinyin,
    Child.sex,
    Child.birth_date,
    Child.class_id,
    Child.boarding,
    Child.enrolment,
)


class Listed(NamedTuple):
    """A child as a list shows it."""

    id: int
    name: str
    pinyin: str
    sex: str
    birth_date: date
    class_id: int | None
    boarding: bool
    enrolment: Enrolment


@dataclass(slots=True)
class Family:
    """Who cares for a child and where the parents are, as a list shows it."""

    carers: list[str] = field(default_factory=list)
    guardians: list[str] = field(default_factory=list)
    parents: dict[str, str] = field(default_factory=dict)

    @property
    def relations(self) -> Sequence[str]:
        """Codes of the carers' relations, of the guardians' when nobody is named as carer."""
        return self.carers or self.guardians


def roster(viewer: Viewer, asked: Asked) -> Page[Listed]:
    """One page of the list; one statement."""
    found = _asked_for(viewer.reaches(Tier.DIRECTORY), viewer.reaches(Tier.WELFARE), replace(asked, q="", page=1), clock.today())
    page = page_of_rows(found.where(matching(viewer, asked.q)) if asked.q else found, asked.page)
    return Page([Listed._make(row) for row in page.items], page.number, page.total, page.size)


@lru_cache(maxsize=128)
def _asked_for(reach: Reach, welfare: Reach, asked: Asked, today: date) -> Any:
    """Put together once for those who reach the same children and ask the same."""
    found: Any = select(*COLUMNS).where(within_reach(reach), Child.enrolment != Enrolment.MERGED)
    return _ordered(found.where(*_conditions(welfare, asked, today)), asked.sort)


def _conditions(welfare: Reach, asked: Asked, today: date) -> Iterable[ColumnElement[bool]]:
    if asked.school_class:
        yield Child.class_id == asked.school_class
    if asked.boarding:
        yield Child.boarding.is_(asked.boarding == "yes")
    if asked.left_behind:
        yield within_reach(welfare) & left_behind(asked.left_behind, today)
    if asked.enrolment != ANY:
        yield Child.enrolment == Enrolment(asked.enrolment)


def _ordered(found: Any, sort: str) -> Any:
    if sort.endswith("class"):
        found = found.outerjoin(SchoolClass, Child.class_id == SchoolClass.id)
    known: dict[str, Any] = {"name": Child.pinyin, "class": SchoolClass.number, "birth": Child.birth_date}
    key = sort.removeprefix("-")
    column = known[key] if key in known else sort_column(key)
    order = [column] if column is Child.pinyin else [column, Child.pinyin]
    return found.order_by(*(each.desc() if sort.startswith("-") else each for each in (*order, Child.id)))


def families(viewer: Viewer, children: Sequence[Listed]) -> Mapping[int, Family]:
    """Family and whereabouts of the children of a page whose welfare tier the viewer reaches; one statement."""
    ids = [child.id for child in children if reaches(viewer, child, Tier.WELFARE)]
    found = {child_id: Family() for child_id in ids}
    if ids:
        for child_id, parent, text, cares in session().execute(_family_rows(), {"ids": ids, "today": clock.today()}):
            _put(found[child_id], parent, text, cares=bool(cares))
    return found


def _put(family: Family, parent: str | None, text: str, *, cares: bool) -> None:
    if parent is not None:
        family.parents[parent] = text
    elif cares:
        family.carers.append(text)
    else:
        family.guardians.append(text)


@cache
def _family_rows() -> Any:
    """Built once: putting a statement together costs more than carrying it out."""
    ids: Any = bindparam("ids", expanding=True)
    on = bindparam("today", type_=Date)
    people = select(
        Guardian.child_id, null().label("parent"), Guardian.relation.label("text"), Guardian.is_carer.label("cares"), Guardian.place
    ).where(Guardian.child_id.in_(ids), holds_on(Guardian, on))
    places = select(Whereabouts.child_id, Whereabouts.parent, Whereabouts.state, literal(value=False), Whereabouts.id).where(
        Whereabouts.child_id.in_(ids), holds_on(Whereabouts, on)
    )
    return select(*(both := union_all(places, people).subquery()).c[:4]).order_by(both.c[4])
