"""What mandatory reports add elsewhere: the timeline for those who may read them, counts without names, who must hear nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, case, func, select

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.children.figures import on_the_roll
from portal.children.models import Child, Guardian
from portal.core import clock
from portal.core.contributions import Figures, Member, Panel, TimelineEntry
from portal.core.db import session
from portal.reporting.models import GuardianCleared, MandatoryReport, ReportStep, StepKind, Suspect
from portal.reporting.queries.reports import children_perhaps_meant, kept_from, limits, seen_by
from portal.school.classes import classes
from portal.school.queries import calendar

REPORTS = "mandatory_reports"


@dataclass(frozen=True)
class Counts:
    """How many reports a period has, and how many steps were in time; no names, zero as well."""

    reports: int
    police: int
    police_in_time: int
    bureau: int
    bureau_in_time: int
    closed: int


def counts(since: date, until: date) -> Counts:
    """Counted in one statement over the reports found in a period."""
    first = [
        func.min(case((ReportStep.kind == kind, ReportStep.at))) for kind in (StepKind.POLICE, StepKind.BUREAU, StepKind.CLOSED)
    ]
    found = (
        select(MandatoryReport.found_at, *first)
        .outerjoin(ReportStep, ReportStep.report_id == MandatoryReport.id)
        .where(
            MandatoryReport.found_at >= clock.begin_of(since), MandatoryReport.found_at < clock.begin_of(until + timedelta(days=1))
        )
        .group_by(MandatoryReport.id, MandatoryReport.found_at)
    )
    rows = session().execute(found).all()
    set_by = limits()
    minutes, hours = timedelta(minutes=set_by.police_minutes), timedelta(hours=set_by.bureau_hours)
    return Counts(
        reports=len(rows),
        police=sum(row[1] is not None for row in rows),
        police_in_time=sum(_within(row[0], row[1], minutes) for row in rows),
        bureau=sum(row[2] is not None for row in rows),
        bureau_in_time=sum(_within(row[1], row[2], hours) for row in rows),
        closed=sum(row[3] is not None for row in rows),
    )


def _within(start: datetime | None, end: datetime | None, most: timedelta) -> bool:
    return start is not None and end is not None and end - start <= most


def this_term() -> tuple[date, date]:
    """The term that runs or ran last, until today; the year where no term is known."""
    today = clock.today()
    term = calendar().current_term(today)
    return (term.first_day if term else date(today.year, 1, 1)), today


def desk_panel(viewer: Viewer) -> Sequence[Panel]:
    """For who sees counts and no reports: how many there are this term and whether they were in time; one statement."""
    if not viewer.may(Permission.SEE_REPORT_COUNTS) or viewer.may(Permission.SEE_REPORTS):
        return []
    since, until = this_term()
    return [Panel("reporting_counts", "reporting/_counts.html", {"counts": counts(since, until), "since": since}, order=60)]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Reports about a child for the finder, the handler and the heads of the school; for others no row at all. One statement."""
    if not viewer.may(Permission.FILE_REPORT):
        return []
    rows = session().execute(_about(kept_from(viewer)), {"child_id": child_id, "person_id": viewer.person_id})
    return [
        TimelineEntry(row[2], "shield-alert", _("Mandatory report %(number)s", number=row[1]), kind=REPORTS, tone="seal")
        for row in rows
    ]


@lru_cache(maxsize=64)
def _about(others: frozenset[Role] | None) -> Any:
    columns: list[Any] = [MandatoryReport.id, MandatoryReport.number, MandatoryReport.found_at]
    seen = seen_by(bindparam("person_id"), others)
    return select(*columns).where(MandatoryReport.child_id == bindparam("child_id"), seen).order_by(MandatoryReport.id)


def withheld(child_ids: Sequence[int]) -> Sequence[tuple[int, int]]:
    """Guardians who must hear nothing on their own about a child: all of a child a guardian may have harmed, but those cleared."""
    columns = (Guardian.child_id, Guardian.id)
    known = _may_have_harmed(*columns).where(Guardian.child_id.in_(child_ids))
    namesakes = frozenset(child_ids) & children_perhaps_meant()
    perhaps = session().execute(select(*columns).where(Guardian.child_id.in_(namesakes))) if namesakes else ()
    return [(row[0], row[1]) for rows in (session().execute(known), perhaps) for row in rows]


def left_alone(person_ids: Sequence[int]) -> Sequence[int]:
    """The same as people: whoever may have harmed a child gets no message by itself, also none about another child or a class."""
    known = session().scalars(_may_have_harmed(Guardian.person_id).where(Guardian.person_id.in_(person_ids)).distinct()).all()
    of_namesakes = select(Guardian.person_id).where(Guardian.person_id.in_(person_ids))
    namesakes = children_perhaps_meant()
    return [*known, *session().scalars(of_namesakes.where(Guardian.child_id.in_(namesakes)))] if namesakes else known


def _may_have_harmed(*columns: Any) -> Any:
    cleared = select(GuardianCleared.id).where(
        GuardianCleared.guardian_id == Guardian.id, GuardianCleared.report_id == MandatoryReport.id
    )
    of_a_child = select(*columns).join(MandatoryReport, MandatoryReport.child_id == Guardian.child_id)
    return of_a_child.where(MandatoryReport.suspect != Suspect.SOMEBODY_ELSE, ~cleared.exists())


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """The children about whom a report was filed in the month of a day; one statement."""
    since = clock.begin_of(on.replace(day=1))
    reported = select(MandatoryReport.id).where(
        MandatoryReport.child_id == Child.id,
        MandatoryReport.filed_at >= since,
        MandatoryReport.filed_at < clock.begin_of(on + timedelta(days=1)),
    )
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding]
    rows = session().execute(select(*columns).where(on_the_roll(on), reported.exists()).order_by(Child.id))
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    return {"reporting.reported_this_month": [Member(row[0], grades.get(row[1]), row[2], bool(row[3])) for row in rows]}


figures = Figures(
    labels={"reporting.reported_this_month": _l("Children about whom a mandatory report was filed this month")}, members=members
)
