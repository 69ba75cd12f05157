"""What reports ask of whoever receives them: to decide on the same day, and to answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import and_, or_, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.models.reports import BullyingReport, Outcome, Safety
from portal.bullying.queries.reports import has_case, newest_outcome, receives, school_spoke_last
from portal.core.contributions import Deadline, Source
from portal.core.db import session
from portal.core.errors import Words
from portal.core.filters import short_day
from portal.school.queries import number

AT_ONCE = _l("The rules: at once; same day by this school")


def to_decide(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Reports nobody decided on, those whose case is not opened yet, and those whose teller wrote last; one statement."""
    if not viewer.may(Permission.HANDLE_BULLYING):
        return []
    outcome, spoke = newest_outcome(), school_spoke_last()
    columns: list[Any] = [BullyingReport.id, BullyingReport.received_on, BullyingReport.safety, outcome.label("outcome")]
    waiting = or_(and_(or_(outcome.is_(None), outcome == Outcome.CASE), ~has_case()), spoke.is_(False))
    columns.append(has_case().label("has_case"))
    found = session().execute(select(*columns).where(receives(viewer), waiting).order_by(BullyingReport.id))
    return [_deadline(row, today) for row in found]


def _deadline(row: Any, today: date) -> Deadline:
    undecided = row.outcome in (None, Outcome.CASE) and not row.has_case
    due = row.received_on + timedelta(days=number("bullying.triage_days")) if undecided else today
    return Deadline(
        key=f"bullying.report.{row.id}",
        title=_title(row, undecided=undecided),
        why=_why(row, undecided=undecided),
        due=due,
        start=row.received_on,
        url=_url(row, undecided=undecided),
        source=Source.LAW if undecided else Source.SCHOOL,
        source_words=AT_ONCE if undecided else "",
        action=_("Decide") if undecided else _("Answer"),
    )


def _url(row: Any, *, undecided: bool) -> str:
    if undecided and row.outcome is Outcome.CASE:
        return url_for("bullying.open_new", report=row.id)
    return url_for("bullying.report", report_id=row.id)


def _title(row: Any, *, undecided: bool) -> Words:
    if undecided and row.outcome is Outcome.CASE:
        return _("Open the procedure for report no. %(number)s", number=row.id)
    if undecided:
        return _("Decide on report no. %(number)s of %(day)s", number=row.id, day=short_day(row.received_on))
    return _("A new message about report no. %(number)s", number=row.id)


def _why(row: Any, *, undecided: bool) -> Words:
    if undecided and row.safety is Safety.NOT_SAFE:
        return _l("The child is not safe now, says whoever told it")
    return _l("More was asked") if row.outcome is Outcome.ASKED else _l("Somebody told it and waits")
