"""What the child's page and the family's page tell: advice, levels where one may know them, that sessions took place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import reaches, reaches_in_house
from portal.children.withholding import kept_from
from portal.core import clock
from portal.core.db import session
from portal.counseling.codes import Audience, Level
from portal.counseling.models import Advice, Case, Participant, Session
from portal.counseling.rules import LEADERS_KNOW
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a child belongs, by which reach is decided."""

    id: int
    class_id: int | None
    boarding: bool
    sex: str


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of advice that holds."""

    audience: Audience
    words: str
    given_at: datetime
    by: str


@dataclass(frozen=True)
class OnPage:
    """What the panel of a child's page shows this viewer."""

    case_id: int | None
    number: str | None
    mine: bool
    counselor: str | None
    level: Level | None
    advice: Sequence[Line]


def on_page(viewer: Viewer, child_id: int) -> OnPage | None:
    """The open case and the advice that holds, as far as this viewer may know; one statement."""
    rows = session().execute(_panel(), {"child_id": child_id, "today": clock.today()}).all()
    if not rows:
        return None
    first = rows[0]
    placed = Placed(*first[:4])
    level = Level(first.level) if first.level else None
    watched = level in LEADERS_KNOW
    reads_advice = any(reaches(viewer, placed, tier) for tier in (Tier.WELFARE, Tier.CLINICAL))
    in_house = watched and reaches_in_house(viewer, placed)
    if not reads_advice and not in_house and not viewer.may(Permission.KEEP_CASES):
        return OnPage(None, None, False, None, None, ())
    keeps, leads = viewer.may(Permission.KEEP_CASES), viewer.may(Permission.SEE_COUNSELING_LEVELS)
    knows = (keeps and reaches(viewer, placed, Tier.CLINICAL)) or (leads and watched)
    mine = keeps and first.owner_id == viewer.person_id
    advice = [Line(row.audience, row.words, row.given_at, row.by) for row in rows if row.words]
    shown = advice if reads_advice else [line for line in advice if in_house and line.audience is Audience.TEACHERS]
    return OnPage(
        case_id=first.case_id if mine else None,
        number=first.number if keeps else None,
        mine=mine,
        counselor=first.counselor if keeps or knows else None,
        level=level if knows else None,
        advice=shown,
    )


@cache
def _panel() -> Any:
    """Built once: every child's page asks it."""
    owner, giver = Person.__table__.alias("owner"), Person.__table__.alias("giver")
    holds = (Advice.child_id == Child.id) & Advice.ended_at.is_(None) & (Advice.until_day >= bindparam("today"))
    columns: list[Any] = [Child.id, Child.class_id, Child.boarding, Child.sex, Case.id.label("case_id"), Case.number, Case.owner_id]
    more: list[Any] = [
        Case.level,
        owner.c.name.label("counselor"),
        Advice.audience,
        Advice.words,
        Advice.given_at,
        giver.c.name.label("by"),
    ]
    return (
        select(*columns, *more)
        .outerjoin(Case, Case.open_child_id == Child.id)
        .outerjoin(owner, owner.c.id == Case.owner_id)
        .outerjoin(Advice, holds)
        .outerjoin(giver, giver.c.id == Advice.given_by_id)
        .where(Child.id == bindparam("child_id"))
        .order_by(Advice.id.desc())
    )


@dataclass(frozen=True, slots=True)
class Took:
    """A signed session a child took part in, with the line that went to its teachers."""

    id: int
    began_at: datetime
    author_id: int
    author: str
    line: str | None


def took_part(viewer: Viewer, child_id: int) -> Sequence[Took]:
    """That sessions took place, for who reaches the child's family or case; one statement. Nothing of the notes is read."""
    rows = session().execute(_sessions(), {"child_id": child_id}).all()
    if not rows:
        return []
    placed = Placed(*rows[0][5:9])
    within = any(reaches(viewer, placed, tier) for tier in (Tier.WELFARE, Tier.CLINICAL))
    keeps = viewer.may(Permission.KEEP_CASES)
    return [Took(*row[:5]) for row in rows if within or (keeps and row.author_id == viewer.person_id)]


@cache
def _sessions() -> Any:
    """Built once: every child's page asks it."""
    columns: list[Any] = [Session.id, Session.began_at, Session.author_id, Person.name, Advice.words]
    placed: list[Any] = [Child.id.label("child"), Child.class_id, Child.boarding, Child.sex]
    line = (Advice.session_id == Session.id) & (Advice.child_id == Participant.child_id) & Advice.ended_at.is_(None)
    return (
        select(*columns, *placed)
        .join(Participant, Participant.session_id == Session.id)
        .join(Child, Child.id == Participant.child_id)
        .join(Person, Person.id == Session.author_id)
        .outerjoin(Advice, line)
        .where(Participant.child_id == bindparam("child_id"), Session.signed_at.is_not(None))
        .order_by(Session.began_at.desc(), Session.id.desc())
        .limit(200)
    )


def for_family(viewer: Viewer) -> Sequence[tuple[str, str, datetime]]:
    """Advice agreed for the families of the viewer's own children: child, words, when; one statement.

    A guardian who must hear nothing on its own (one who may have done harm) is shown nothing.
    """
    own = viewer.reaches(Tier.DIRECTORY).child_ids
    if not own:
        return []
    found = (
        select(Child.name, Advice.words, Advice.given_at, Child.id)
        .join(Child, Child.id == Advice.child_id)
        .where(Advice.child_id.in_(sorted(own)))
    )
    holds = (Advice.audience == Audience.FAMILY, Advice.ended_at.is_(None), Advice.until_day >= clock.today())
    now = found.where(*holds)
    rows = session().execute(now.order_by(Advice.id.desc())).all()
    closed = kept_from(viewer, [row[3] for row in rows])
    return [(row[0], row[1], row[2]) for row in rows if row[3] not in closed]
