"""Talking both ways with whoever told something, also when nobody knows who it is."""

from __future__ import annotations

from portal.access.viewer import Viewer
from portal.bullying.models.reports import BullyingReport, Channel, ReportMessage
from portal.bullying.queries.reports import talk_of
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record

#: Channels in which whoever wrote it in speaks for themselves, not for somebody else.
OWN_WORDS = (Channel.STAFF, Channel.GUARDIAN)


def answer(report: BullyingReport, words: str, *, by: Viewer) -> None:
    """A sentence from somebody with a name: the reporter's own, or the school's."""
    from_school = report.reporter_id != by.person_id or report.channel not in OWN_WORDS
    said = ReportMessage(
        report_id=report.id, from_school=from_school, words=words, on=clock.today(), at=clock.now(), by_id=by.person_id
    )
    session().add(said)
    record("bullying.report_answered", subject=report, by=by)


def say_without_name(report: BullyingReport, words: str) -> None:
    """A sentence from whoever holds the code: a day and no hour, and no line in the journal. Said twice, it is kept once."""
    last = talk_of(report.id)[-1:]
    if last and (last[0].words, last[0].from_school) == (words, False):
        return
    session().add(ReportMessage(report_id=report.id, from_school=False, words=words, on=clock.today()))
