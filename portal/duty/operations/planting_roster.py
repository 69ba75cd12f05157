"""The demo school's roster of the term around today, and Friday's list of this weekend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, insert, select

from portal.children.dated import holds_on
from portal.children.kinship import relation_words
from portal.children.models import Child, Enrolment, Guardian
from portal.core import clock
from portal.core.calendar import DAY, TermDays
from portal.core.db import session
from portal.duty.models.fairness import DutyStanding, DutyTime, TimeKind
from portal.duty.models.roster import DutyAssignment, PostKind
from portal.duty.models.stays import Collector, StandingArrangement, StaySource, StayState, WeekendStay
from portal.duty.operations.drafting import keep_draft
from portal.duty.operations.publishing import publish
from portal.duty.planning.demand import HOUSES
from portal.duty.planning.drafted import drafted
from portal.duty.planning.weekends import Weekend, current
from portal.duty.queries.colleagues import colleagues
from portal.duty.queries.planning import plan_for, weekends_in
from portal.school.queries import calendar

ENOUGH = 40  # duties an on-call post may hold in a term, where one or two people share it
LEADERS, IN_HOUSES = 6, 24
HOUSE_OF = {house: post for post, house in HOUSES.items()}
SECONDS = 6
STATES = (StayState.STAY, StayState.FETCHED, StayState.FETCHED, StayState.STAY, StayState.FETCHED, StayState.LEAVE)


def plant() -> None:
    """A published roster with a gap or two, seen by most, and answers for three classes in four."""
    term = calendar().current_term(clock.today())
    if term is None:
        return
    _settle(term)
    _roster(term)
    weekend = current(weekends_in(term), clock.today())
    if weekend is not None:
        _answers(weekend)


def _settle(term: TermDays) -> None:
    """Those who share a rare post take more; some homeroom teachers lead; a few days are noted."""
    people = colleagues(clock.today())
    rare = {PostKind.DOCTOR, PostKind.COUNSELOR, PostKind.GATE, PostKind.DORM_BOYS, PostKind.DORM_GIRLS, PostKind.LEADER}
    session().add_all(
        DutyStanding(person_id=one.id, posts=",".join(sorted(one.posts)), most_shifts=ENOUGH) for one in people if one.posts & rare
    )
    teachers = [one for one in people if one.posts == {PostKind.TEACHER}]
    session().add_all(
        DutyStanding(person_id=one.id, posts=f"{PostKind.LEADER},{PostKind.TEACHER}", most_shifts=None)
        for one in teachers[:LEADERS]
    )
    session().add_all(
        DutyStanding(person_id=one.id, posts=f"{HOUSE_OF.get(one.sex, '')},{PostKind.TEACHER}".strip(","), most_shifts=None)
        for one in teachers[LEADERS : LEADERS + IN_HOUSES]
    )
    days = {"from_day": clock.today() + DAY * 9, "until_day": clock.today() + DAY * 20}
    session().add_all(
        DutyTime(person_id=one.id, kind=kind, **days, recorded_at=clock.now(), recorded_by_id=one.id)
        for one, kind in zip(teachers[-3:], TimeKind, strict=False)
    )
    session().flush()


def _roster(term: TermDays) -> None:
    plan = plan_for(term.first_day, term, {})
    if not plan.slots:
        return
    made = drafted(plan, SECONDS)
    days = [slot.weekend for slot in made.people]
    draft = keep_draft(min(days), max(days), made, by=None)
    publish(draft, draft.version, by=None)
    past = select(DutyAssignment).where(DutyAssignment.id % 3 != 0)
    for held in session().scalars(past):
        held.seen_at = clock.now()


def _answers(weekend: Weekend) -> None:
    """Who stays and who is fetched by whom, as the homeroom teachers wrote it down; four statements."""
    boarders = select(Child.id, func.min(Guardian.id)).join(Guardian, Guardian.child_id == Child.id)
    here = (Child.boarding, Child.enrolment == Enrolment.ENROLLED, holds_on(Guardian, clock.today()))
    found = [
        (child_id, guardian_id)
        for child_id, guardian_id in session().execute(boarders.where(*here).group_by(Child.id).order_by(Child.id))
    ]
    by_id = session().scalars(select(DutyAssignment.person_id).order_by(DutyAssignment.id)).first()
    if not found or by_id is None:
        return
    session().execute(insert(Collector), list(_collectors(found, by_id)))
    rows = {child_id: row for row, child_id in session().execute(select(Collector.id, Collector.child_id))}
    session().execute(insert(WeekendStay), list(_stays(found, rows, weekend.first_day, by_id)))
    session().execute(insert(StandingArrangement), list(_usual(found, rows, by_id)))


def _collectors(found: Sequence[tuple[int, int]], by_id: int) -> Iterator[dict[str, Any]]:
    guardians = {
        one.id: one for one in session().scalars(select(Guardian).where(Guardian.id.in_([each for _child, each in found])))
    }
    for child_id, guardian_id in found:
        one = guardians[guardian_id]
        yield {
            "child_id": child_id,
            "guardian_id": guardian_id,
            "name": one.name,
            "relation": str(relation_words(one.relation)),
            "from_day": clock.today() - DAY * 60,
            "recorded_at": clock.now() - timedelta(days=60),
            "recorded_by_id": by_id,
        }


def _stays(found: Sequence[tuple[int, int]], rows: dict[int, int], weekend: date, by_id: int) -> Iterator[dict[str, Any]]:
    """Three in four have answered, some of them from home."""
    for number, (child_id, _guardian) in enumerate(found):
        state = STATES[number % len(STATES)]
        if number % 4:
            yield {
                "child_id": child_id,
                "weekend": weekend,
                "state": state,
                "fetched_by_id": rows[child_id] if state is StayState.FETCHED else None,
                "source": StaySource.GUARDIAN if number % 3 == 0 else StaySource.PUPIL,
                "answered_at": clock.now() - timedelta(hours=number % 40),
                "answered_by_id": by_id,
                "version": 1,
            }


def _usual(found: Sequence[tuple[int, int]], rows: dict[int, int], by_id: int) -> Iterator[dict[str, Any]]:
    for child_id, _guardian in found[::8]:
        yield {
            "child_id": child_id,
            "state": StayState.FETCHED,
            "collector_id": rows[child_id],
            "from_day": clock.today() - DAY * 60,
            "recorded_at": clock.now() - timedelta(days=60),
            "recorded_by_id": by_id,
        }
