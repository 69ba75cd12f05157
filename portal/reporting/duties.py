"""What mandatory reports ask of whom: the finder and the handler at once, the heads of the school once a clock has run out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Deadline, Source
from portal.core.errors import Words
from portal.reporting.queries.reports import Listed, limits, open_reports
from portal.reporting.rules import Clock, Due, running
from portal.reporting.words import CLOCKS

WHY: dict[Clock, Words] = {
    Clock.POLICE: _l("A child may have come to harm; nothing has to be proved first"),
    Clock.BUREAU: _l("The police know; now it is filed"),
    Clock.CIVIL: _l("The police know; now civil affairs"),
    Clock.RECEIPT: _l("The three days of the police begin with it; ask whether they took the case up"),
    Clock.FEEDBACK: _l("The police tell within three days of taking the case up; ask if they do not"),
}
SOURCES: dict[Clock, tuple[Source, Words]] = {
    Clock.POLICE: (Source.LAW, _l("Law on the Protection of Minors 11: at once; the minutes are the school's")),
    Clock.BUREAU: (Source.LAW, _l("Mandatory Reporting Opinion 5: filed; the hours are the school's")),
    Clock.CIVIL: (Source.LAW, _l("Law on the Protection of Minors 11: at once; the hours are the school's")),
    Clock.RECEIPT: (Source.SCHOOL, _l("no text gives a time; the hours are the school's")),
    Clock.FEEDBACK: (Source.POLICY, _l("Mandatory Reporting Opinion: three days after the case was taken up")),
}
REQUEST_DAYS = 3


def clocks(viewer: Viewer, _today: date) -> Sequence[Deadline]:
    """Every clock of the reports the viewer may see; one statement."""
    if not viewer.may(Permission.FILE_REPORT):
        return []
    return [one for report in open_reports(viewer) for one in _of(viewer, report)]


def _of(viewer: Viewer, report: Listed) -> Iterator[Deadline]:
    now, acts = clock.now(), viewer.may(Permission.HANDLE_REPORTS) or report.found_by_id == viewer.person_id
    for due in running(report.found_at, report.first, limits()):
        if acts or due.due < now:
            yield _deadline(report, due)
    if acts and report.asked_at is not None:
        yield _request(report, report.asked_at)


def _deadline(report: Listed, due: Due) -> Deadline:
    source, words = SOURCES[due.clock]
    return Deadline(
        key=f"reporting.{report.id}.{due.clock}",
        title=_("%(what)s: report %(number)s", what=CLOCKS[due.clock], number=report.number),
        why=WHY[due.clock],
        due=clock.local(due.due).date(),
        start=clock.local(due.start).date(),
        url=url_for("reporting.report", report_id=report.id),
        source=source,
        source_words=words,
        action=_("Note it down"),
        due_at=due.due,
    )


def _request(report: Listed, asked_at: datetime) -> Deadline:
    asked = clock.local(asked_at).date()
    return Deadline(
        key=f"reporting.{report.id}.request",
        title=_("Hand over to the police what they asked for: report %(number)s", number=report.number),
        why=_l("Records, recordings and statements are handed over in full"),
        due=asked + timedelta(days=REQUEST_DAYS),
        start=asked,
        url=url_for("reporting.report", report_id=report.id, _anchor="requests"),
        source=Source.SCHOOL,
        source_words=_l("Mandatory Reporting Opinion 9: in full; the days are the school's"),
        action=_("Hand over"),
    )
