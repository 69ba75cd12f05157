"""Mandatory reports as their finder, the handler and the heads of the school see them; for others there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, case, false, func, or_, select
from sqlalchemy.orm import aliased

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.kinship import RELATIONS
from portal.children.models import Child, Enrolment, Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Words
from portal.core.pagination import Page, page_of_rows
from portal.people.models import Person
from portal.reporting.models import (
    GuardianCleared,
    Knowing,
    MandatoryReport,
    PoliceRequest,
    ReportFile,
    ReportStep,
    StepKind,
    Suspect,
)
from portal.reporting.rules import Limits
from portal.school.queries import number

TIMED = (StepKind.POLICE, StepKind.RECEIPT, StepKind.BUREAU, StepKind.CIVIL, StepKind.FEEDBACK, StepKind.CLOSED)


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list and on the desk: no name of a child, when each step happened first."""

    id: int
    number: str
    found_at: datetime
    filed_at: datetime
    found_by_id: int
    finder: str
    first: Mapping[StepKind, datetime]
    asked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it is read."""

    id: int
    kind: StepKind
    at: datetime
    body: Mapping[str, Any]
    digest: str
    recorded_at: datetime
    by_id: int
    by: str


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody of the family, and whether the police agreed that they hear of it."""

    id: int
    name: str
    relation: Words
    cleared: bool


def reads_all(viewer: Viewer) -> bool:
    """Whether the viewer reads reports of others."""
    return viewer.may(Permission.SEE_REPORTS) or viewer.may(Permission.HANDLE_REPORTS)


def seen(viewer: Viewer) -> ColumnElement[bool]:
    """The finder's own, and for handler, principal and legal vice principal those not kept from them."""
    return seen_by(viewer.person_id, kept_from(viewer))


def kept_from(viewer: Viewer) -> frozenset[Role] | None:
    """The posts from which a report may be kept though they read those of others; None for who reads only the own ones."""
    return viewer.roles if reads_all(viewer) else None


def seen_by(person: int | BindParameter[int], posts: frozenset[Role] | None) -> ColumnElement[bool]:
    """The same as `seen` for anybody with these posts; `person` may be a place for the number."""
    others: ColumnElement[bool] = false()
    if posts is not None:
        others = or_(MandatoryReport.kept_from.is_(None), MandatoryReport.kept_from.not_in(sorted(posts)))
    return or_(MandatoryReport.found_by_id == person, others)


@cache
def _listed() -> Any:
    """Columns of `Listed`: the first moment of each step, and the oldest thing the police still wait for."""
    first = [func.min(case((ReportStep.kind == kind, ReportStep.at))) for kind in TIMED]
    asked = (
        select(func.min(PoliceRequest.at))
        .where(PoliceRequest.report_id == MandatoryReport.id, PoliceRequest.handed_at.is_(None))
        .scalar_subquery()
    )
    columns: list[Any] = [
        MandatoryReport.id,
        MandatoryReport.number,
        MandatoryReport.found_at,
        MandatoryReport.filed_at,
        MandatoryReport.found_by_id,
        Person.name,
        *first,
        asked,
    ]
    return (
        select(*columns)
        .join(Person, Person.id == MandatoryReport.found_by_id)
        .outerjoin(ReportStep, ReportStep.report_id == MandatoryReport.id)
        .group_by(MandatoryReport.id, Person.name)
        .order_by(MandatoryReport.found_at.desc(), MandatoryReport.id.desc())
    )


def _row(row: Any) -> Listed:
    id_, numbered, found_at, filed_at, found_by_id, finder, *moments, asked_at = row
    first = {kind: at for kind, at in zip(TIMED, moments, strict=True) if at is not None}
    return Listed(id_, numbered, found_at, filed_at, found_by_id, finder, first, asked_at)


def reports(viewer: Viewer, page: int) -> Page[Listed]:
    """Reports the viewer may see, newest first; one statement."""
    found = page_of_rows(_listed().where(seen(viewer)), page)
    return Page([_row(row) for row in found.items], found.number, found.total, found.size)


def open_reports(viewer: Viewer) -> Sequence[Listed]:
    """Those not closed yet; one statement."""
    last = aliased(ReportStep)
    closed = select(last.id).where(last.report_id == MandatoryReport.id, last.kind == StepKind.CLOSED).exists()
    return [_row(row) for row in session().execute(_listed().where(seen(viewer), ~closed))]


def report_seen(viewer: Viewer, report_id: int) -> MandatoryReport:
    """One report, or NotFound: for who may not see it there is none."""
    found = session().scalar(select(MandatoryReport).where(MandatoryReport.id == report_id, seen(viewer)))
    if found is None:
        raise NotFound
    return found


def name_of(person_id: int) -> str:
    """The finder's name, for a report already found."""
    return session().scalar(select(Person.name).where(Person.id == person_id)) or ""


def steps_of(report_id: int) -> Sequence[Step]:
    """The steps of a report already found, in the order they were written."""
    columns: list[Any] = [
        ReportStep.id, ReportStep.kind, ReportStep.at, ReportStep.body, ReportStep.digest, ReportStep.recorded_at,
        ReportStep.by_id, Person.name,
    ]  # fmt: skip
    found = select(*columns).join(Person, Person.id == ReportStep.by_id).where(ReportStep.report_id == report_id)
    return [Step(*row) for row in session().execute(found.order_by(ReportStep.id))]


def files_of(report_id: int) -> Sequence[ReportFile]:
    """What belongs to a report already found."""
    return session().scalars(select(ReportFile).where(ReportFile.report_id == report_id).order_by(ReportFile.id)).all()


def requests_of(report_id: int) -> Sequence[PoliceRequest]:
    """What the police asked for, oldest first."""
    return session().scalars(select(PoliceRequest).where(PoliceRequest.report_id == report_id).order_by(PoliceRequest.id)).all()


def knowing_of(report_id: int) -> Sequence[Knowing]:
    """Who knows, in the order they were told."""
    return session().scalars(select(Knowing).where(Knowing.report_id == report_id).order_by(Knowing.id)).all()


def candidates(report: MandatoryReport) -> Sequence[tuple[int, str, int | None]]:
    """Files of children with the name in the report, for whoever leads it."""
    found = select(Child.id, Child.name, Child.class_id).where(
        Child.name == report.sheet.get("child", ""), Child.enrolment != Enrolment.MERGED
    )
    return [(row[0], row[1], row[2]) for row in session().execute(found.order_by(Child.id))]


def children_perhaps_meant() -> frozenset[int]:
    """Files with the name in an open report that nobody put to a file yet: any of their families may be the one suspected."""
    closed = select(ReportStep.id).where(ReportStep.report_id == MandatoryReport.id, ReportStep.kind == StepKind.CLOSED)
    unsettled = (MandatoryReport.child_id.is_(None), MandatoryReport.suspect != Suspect.SOMEBODY_ELSE, ~closed.exists())
    names = {sheet.get("child", "") for sheet in session().scalars(select(MandatoryReport.sheet).where(*unsettled))}
    named = select(Child.id).where(Child.name.in_(sorted(names)), Child.enrolment != Enrolment.MERGED)
    return frozenset(session().scalars(named)) if names else frozenset()


def family_of(report: MandatoryReport) -> Sequence[Kin]:
    """The guardians and carers of the child of a report already found, and who of them may hear of it."""
    if report.child_id is None:
        return []
    cleared = select(GuardianCleared.id).where(GuardianCleared.report_id == report.id, GuardianCleared.guardian_id == Guardian.id)
    found = select(Guardian.id, Guardian.name, Guardian.relation, cleared.exists()).where(
        Guardian.child_id == report.child_id, holds_on(Guardian, clock.today())
    )
    rows = session().execute(found.order_by(Guardian.place))
    return [Kin(row[0], row[1], RELATIONS.get(row[2], ""), bool(row[3])) for row in rows]


def limits() -> Limits:
    """The figures this school set for the clocks."""
    return Limits(
        police_minutes=number("reporting.police_minutes"),
        bureau_hours=number("reporting.bureau_hours"),
        civil_hours=number("reporting.civil_hours"),
        receipt_hours=number("reporting.receipt_hours"),
        feedback_days=number("reporting.feedback_days"),
    )
