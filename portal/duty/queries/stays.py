"""How boarders spend a weekend: as answered, else as usual."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, bindparam, select
from sqlalchemy.orm import aliased

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment, Guardian, Rights
from portal.children.orders import kept_away, said_by_kept_away
from portal.children.scope import ONE_CHILD, within
from portal.core import clock
from portal.core.calendar import DAY
from portal.core.db import session
from portal.duty.models.stays import Collector, StandingArrangement, StaySource, StayState, WeekendStay
from portal.duty.planning.weekends import Weekend, current
from portal.duty.queries.planning import weekends_of


@dataclass(frozen=True)
class Stay:
    """One boarder on one weekend; without an answer the standing arrangement speaks, without one nobody does.

    `lapsed`: somebody answered, and whoever said it or was to fetch may no longer do so; the family is asked again.
    """

    child_id: int
    name: str
    class_id: int | None
    sex: str
    answer: StayState | None
    source: StaySource | None
    collector_id: int | None
    guardian_id: int | None
    by: str | None
    usual: StayState | None
    usual_collector_id: int | None
    usual_guardian_id: int | None
    usual_by: str | None
    version: int | None
    lapsed: bool

    @property
    def state(self) -> StayState | None:
        return self.answer or self.usual

    @property
    def said_by(self) -> StaySource | None:
        return self.source or (StaySource.STANDING if self.usual else None)

    @property
    def fetched_by(self) -> str:
        """Who fetches, by name."""
        return (self.by if self.answer else self.usual_by) or ""

    @property
    def picker_key(self) -> str:
        """Who fetches, as forms name them."""
        guardian = self.guardian_id if self.answer else self.usual_guardian_id
        other = self.collector_id if self.answer else self.usual_collector_id
        return f"g{guardian}" if guardian else f"c{other}" if other else ""


def weekend_on(day: date) -> Weekend | None:
    """The boarding weekend that runs on a day, else the next one within four weeks; one statement."""
    return current(weekends_of(day - DAY * 9, day + DAY * 28), day)


def this_weekend() -> Weekend | None:
    """The weekend everybody speaks of today."""
    return weekend_on(clock.today())


def stays(where: ColumnElement[bool], weekend: date, **given: Any) -> Sequence[Stay]:
    """Boarders among the children of a condition, by class and name; one statement. `given` fills the places it holds."""
    return [Stay(*row) for row in session().execute(_stays(where), {"weekend": weekend, **given})]


@lru_cache(maxsize=64)
def _stays(where: ColumnElement[bool]) -> Any:
    weekend = bindparam("weekend", type_=Date)
    by, usual_by = aliased(Collector), aliased(Collector)
    given = (WeekendStay.child_id == Child.id) & (WeekendStay.weekend == weekend)
    lapsed = select(WeekendStay.id).where(given, ~answer_stands(weekend)).correlate(Child).exists()
    columns: list[Any] = [
        Child.id, Child.name, Child.class_id, Child.sex, WeekendStay.state, WeekendStay.source, WeekendStay.fetched_by_id,
        by.guardian_id, by.name, StandingArrangement.state, StandingArrangement.collector_id,
        usual_by.guardian_id, usual_by.name, WeekendStay.version, lapsed,
    ]  # fmt: skip
    return (
        select(*columns)
        .select_from(Child)
        .outerjoin(WeekendStay, given & answer_stands(weekend))
        .outerjoin(by, by.id == WeekendStay.fetched_by_id)
        .outerjoin(StandingArrangement, (StandingArrangement.child_id == Child.id) & _stands(weekend))
        .outerjoin(usual_by, usual_by.id == StandingArrangement.collector_id)
        .where(where, Child.boarding, Child.enrolment == Enrolment.ENROLLED)
        .order_by(Child.class_id, Child.pinyin, Child.id)
    )


def answer_stands(weekend: Any) -> ColumnElement[bool]:
    """The condition on `WeekendStay` for answers that still count: neither who said it nor who is to fetch is kept away since.

    `weekend` is a day, a place for one, or the row's own column.
    """
    said = (Guardian.child_id == WeekendStay.child_id, Guardian.person_id == WeekendStay.answered_by_id, kept_away(weekend))
    return ~select(Guardian.id).where(*said).correlate(WeekendStay).exists() & _may_come(WeekendStay.fetched_by_id, weekend)


def _stands(weekend: BindParameter[date]) -> ColumnElement[bool]:
    """An arrangement that holds on the weekend; the word of somebody kept away does not, nor one that names such a person."""
    said = said_by_kept_away(StandingArrangement, weekend)
    return holds_on(StandingArrangement, weekend) & ~said & _may_come(StandingArrangement.collector_id, weekend)


def _may_come(collector_id: Any, day: Any) -> ColumnElement[bool]:
    """Nobody is named, or somebody who may: no order, no ended authorisation, no guardian whose part or right has ended."""
    named = aliased(Collector)
    barred = (Guardian.id == named.guardian_id) & (kept_away(day) | ~holds_on(Guardian, day) | (Guardian.rights == Rights.NONE))
    put_in = (Guardian.child_id == named.child_id) & (Guardian.person_id == named.recorded_by_id) & named.guardian_id.is_(None)
    gone = select(Guardian.id).where(barred | (put_in & kept_away(day))).correlate(named).exists() | (named.until_day < day)
    return ~select(named.id).where(named.id == collector_id, gone).exists()


def in_charge(viewer: Viewer) -> ColumnElement[bool]:
    """Whose stay list somebody keeps: the own classes, or the whole school for whoever reaches it in the family's part."""
    if viewer.reaches(Tier.WELFARE).whole_school:
        return within(viewer)
    return within(viewer) & Child.class_id.in_(sorted(viewer.homeroom_ids))


def own_stay(child_id: int, weekend: date) -> Stay | None:
    """One child's; None for one who sleeps at home."""
    return next(iter(stays(ONE_CHILD, weekend, child_id=child_id)), None)
