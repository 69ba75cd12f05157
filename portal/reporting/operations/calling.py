"""A report the police do not have yet calls: the handler at once, finder and heads of the school when the time has run out."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from portal.access.permissions import Role
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.people.holding import holders
from portal.reporting.models import MandatoryReport, ReportStep, StepKind
from portal.school.queries import number

HANDLER, HEADS = Role.SAFEGUARDING_LEAD, (Role.SAFEGUARDING_LEAD, Role.PRINCIPAL)


def call() -> None:
    """Tell those whose turn it is, each once; nobody from whom the report is kept, and no word of what it is about."""
    late = clock.now() - timedelta(minutes=number("reporting.police_minutes"))
    over = select(ReportStep.id).where(
        ReportStep.report_id == MandatoryReport.id, ReportStep.kind.in_((StepKind.POLICE, StepKind.CLOSED))
    )
    for report in session().scalars(select(MandatoryReport).where(~over.exists()).order_by(MandatoryReport.id)).all():
        first = Role.PRINCIPAL if report.kept_from is HANDLER else HANDLER
        kept_from = set(holders([report.kept_from], clock.today())) if report.kept_from else set()
        _tell(report, "filed", set(holders([first], clock.today())) - {report.found_by_id} - kept_from)
        if report.found_at < late:
            roles = [role for role in HEADS if role is not report.kept_from]
            _tell(report, "late", {*(set(holders(roles, clock.today())) - kept_from), report.found_by_id})


def _tell(report: MandatoryReport, step: str, people: set[int]) -> None:
    if queue(people, kind="urgent", key=f"reporting.police.{report.id}.{step}", path="/today"):
        record("reporting.called", subject=report, by=None)
