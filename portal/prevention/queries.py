"""What a term has seen of prevention, and what its survey says of groups large enough."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, String, case, cast, func, literal, select, union_all

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.core import clock
from portal.core.calendar import TermDays
from portal.core.db import session
from portal.core.errors import NotFound
from portal.people.models import Person
from portal.prevention.models import Activity, ActivityKind, BlindSpot, Cover, Survey, SurveyAnswer, SurveySlip
from portal.prevention.rules import normal_code
from portal.school.classes import classes
from portal.school.queries import calendar

#: Where a survey stands, among the rows of a term.
OPEN, CLOSED = "survey_open", "survey_closed"


@dataclass(frozen=True, slots=True)
class Asked:
    """The survey of a term: how many have answered, until when, and whether somebody has closed it."""

    id: int
    answered: int
    closes_on: date
    closed: bool


@dataclass(frozen=True)
class Term:
    """What was done in a term: activities by kind, class meetings by class, the survey, places not covered."""

    days: TermDays
    held: Mapping[ActivityKind, int]
    meetings: Mapping[int, int]
    survey: Asked | None
    open_spots: Sequence[tuple[int, date]]


@dataclass(frozen=True, slots=True)
class Held:
    """An activity in a list."""

    id: int
    kind: ActivityKind
    class_id: int | None
    day: date
    topic: str
    people: int | None
    by_id: int
    by: str


@dataclass(frozen=True, slots=True)
class Part:
    """How far a class is with the survey."""

    class_id: int
    slips: int
    used: int


def whole_school(viewer: Viewer) -> bool:
    """Whether the viewer keeps prevention of the whole school."""
    return viewer.reaches(Tier.DIRECTORY).whole_school


def own_classes(viewer: Viewer) -> Sequence[int]:
    """Classes that are here and the viewer keeps, in their order."""
    today = clock.today()
    return [id_ for id_, one in classes().items() if one.grade(today) and (whole_school(viewer) or id_ in viewer.homeroom_ids)]


def term() -> Term | None:
    """What was done in the term that runs or ran last; one statement. None before the first term."""
    days = calendar().current_term(clock.today())
    if days is None:
        return None
    held: dict[ActivityKind, int] = {}
    meetings: dict[int, int] = {}
    survey, spots = None, []
    for what, key, count, day in session().execute(_everything(days)):
        if what in (OPEN, CLOSED):
            survey = Asked(key, count, day, what == CLOSED)
        elif what == "spot":
            spots.append((key, day))
        else:
            held[ActivityKind(what)] = held.get(ActivityKind(what), 0) + count
            if what == ActivityKind.CLASS_MEETING and key:
                meetings[key] = count
    return Term(days, held, meetings, survey, spots)


def _everything(days: TermDays) -> Any:
    """Activities counted by kind and class, the survey, and places not covered, in one."""
    within = (Activity.day >= days.first_day, Activity.day <= days.last_day, Activity.withdrawn_at.is_(None))
    kind = cast(Activity.kind, String)
    counted = select(kind, Activity.class_id, func.count(), func.max(Activity.day)).where(*within)
    activities = counted.group_by(Activity.kind, Activity.class_id)
    used = select(func.count(SurveySlip.id)).where(SurveySlip.survey_id == Survey.id, SurveySlip.used).correlate(Survey)
    state = case((Survey.closed_at.is_(None), literal(OPEN)), else_=literal(CLOSED))
    surveys = select(state, Survey.id, used.scalar_subquery(), Survey.closes_on).where(Survey.term_start == days.first_day)
    spots = select(literal("spot"), BlindSpot.id, literal(1), BlindSpot.found_on).where(BlindSpot.cover == Cover.NONE)
    return union_all(activities, surveys, spots)


def activities(viewer: Viewer, days: TermDays) -> Sequence[Held]:
    """What was held in a term, newest first: by classes the viewer keeps, and what belongs to the whole school; one statement."""
    columns: list[Any] = [
        Activity.id, Activity.kind, Activity.class_id, Activity.day, Activity.topic, Activity.people, Activity.by_id, Person.name,
    ]  # fmt: skip
    within = (Activity.day >= days.first_day, Activity.day <= days.last_day, Activity.withdrawn_at.is_(None))
    own = Activity.class_id.is_(None) | Activity.class_id.in_(list(own_classes(viewer)))
    found = select(*columns).join(Person, Person.id == Activity.by_id).where(*within, own)
    return [Held(*row) for row in session().execute(found.order_by(Activity.day.desc(), Activity.id.desc()))]


def activity(viewer: Viewer, activity_id: int) -> Activity:
    """An activity the viewer wrote or keeps, NotFound otherwise and once withdrawn."""
    found = session().get(Activity, activity_id)
    if found is None or found.withdrawn_at is not None or not (found.by_id == viewer.person_id or whole_school(viewer)):
        raise NotFound
    return found


def spots() -> Sequence[BlindSpot]:
    """Places nobody sees, those not covered first."""
    return session().scalars(select(BlindSpot).order_by(BlindSpot.cover != Cover.NONE, BlindSpot.place, BlindSpot.id)).all()


def spot(spot_id: int) -> BlindSpot:
    """One of them."""
    found = session().get(BlindSpot, spot_id)
    if found is None:
        raise NotFound
    return found


def survey(survey_id: int) -> Survey:
    """One survey, or NotFound."""
    found = session().get(Survey, survey_id)
    if found is None:
        raise NotFound
    return found


def parts(viewer: Viewer, survey_id: int) -> Sequence[Part]:
    """How many slips each class has and how many were used, for classes the viewer keeps; one statement."""
    found = (
        select(SurveySlip.class_id, func.count(), func.sum(cast(SurveySlip.used, Integer)))
        .where(SurveySlip.survey_id == survey_id, SurveySlip.void.is_(False))
        .group_by(SurveySlip.class_id)
    )
    counted = {row[0]: (row[1], row[2] or 0) for row in session().execute(found)}
    return [Part(class_id, *counted.get(class_id, (0, 0))) for class_id in own_classes(viewer)]


def answers_of(survey_id: int) -> Mapping[int, Sequence[Mapping[str, object]]]:
    """Answers by class, for whoever may see results; those who declined are left out."""
    found: dict[int, list[Mapping[str, object]]] = {}
    rows = select(SurveyAnswer.class_id, SurveyAnswer.answers).where(SurveyAnswer.survey_id == survey_id)
    for class_id, answers in session().execute(rows.order_by(SurveyAnswer.class_id)):
        if answers:
            found.setdefault(class_id, []).append(answers)
    return found


def open_slip(code: str | None) -> SurveySlip | None:
    """The slip of a code that was not used and whose survey is open; all others look the same."""
    plain = normal_code(code)
    if not plain:
        return None
    unused = (SurveySlip.code == plain, SurveySlip.used.is_(False), SurveySlip.void.is_(False))
    open_now = (Survey.closed_at.is_(None), Survey.closes_on >= clock.today())
    return session().scalar(select(SurveySlip).join(Survey, Survey.id == SurveySlip.survey_id).where(*unused, *open_now))


def pupils_of(class_id: int) -> int:
    """How many children a class has."""
    here = select(func.count()).where(Child.class_id == class_id, Child.enrolment == Enrolment.ENROLLED)
    return session().scalar(here) or 0
