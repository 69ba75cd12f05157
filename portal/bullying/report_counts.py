"""Reports in figures, for who may know how many there are and whether they were decided on in time; no names, zero as well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase
from portal.bullying.models.reports import BullyingReport, Channel, ReportTriage
from portal.bullying.report_words import CAME
from portal.core import clock
from portal.core.contributions import Panel
from portal.core.db import session
from portal.school.queries import calendar, number


@dataclass(frozen=True)
class ReportCounts:
    """Reports received in a period by channel, how many were decided on, how many of these in time."""

    received: int
    decided: int
    in_time: int
    channels: Mapping[Channel, int]


def report_counts(since: date) -> ReportCounts:
    """Counted in one statement over the reports received since a day."""
    columns: list[Any] = [
        BullyingReport.channel,
        BullyingReport.received_on,
        func.min(ReportTriage.at),
        func.min(BullyingCase.opened_at),
    ]
    found = (
        select(*columns)
        .outerjoin(ReportTriage, ReportTriage.report_id == BullyingReport.id)
        .outerjoin(BullyingCase, BullyingCase.report_id == BullyingReport.id)
        .where(BullyingReport.received_on >= since)
        .group_by(BullyingReport.id, BullyingReport.channel, BullyingReport.received_on)
    )
    rows = [(row[0], row[1], min(filter(None, (row[2], row[3])), default=None)) for row in session().execute(found)]
    most = timedelta(days=number("bullying.triage_days"))
    decided = [(on, at) for _channel, on, at in rows if at is not None]
    in_time = sum(clock.local(at).date() <= on + most for on, at in decided)
    counted = Counter(row[0] for row in rows)
    return ReportCounts(len(rows), len(decided), in_time, {channel: counted.get(channel, 0) for channel in Channel})


def desk_panel(viewer: Viewer) -> Sequence[Panel]:
    """For who sees counts and no reports; one statement."""
    if not viewer.may(Permission.SEE_BULLYING_COUNTS) or viewer.may(Permission.HANDLE_BULLYING):
        return []
    term = calendar().current_term(clock.today())
    since = term.first_day if term else date(clock.today().year, 1, 1)
    shown = {"counts": report_counts(since), "channels": CAME, "since": since}
    return [Panel("bullying_report_counts", "bullying/_report_counts.html", shown, order=61)]
