"""Deciding on a report: a person, a reason, a row; nothing opens or closes by itself."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.bullying.models.reports import BullyingReport, Channel, Outcome, ReportTriage
from portal.bullying.operations.talking import answer
from portal.bullying.queries.reports import case_numbered
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record

SHORTEST_REASON = 5


@dataclass(frozen=True)
class Decided:
    """What was decided and why; `message` is for whoever told it."""

    outcome: Outcome
    reason: str
    case: str = ""
    message: str = ""


def triage(report: BullyingReport, decided: Decided, *, by: Viewer) -> ReportTriage:
    """Write a decision beside the earlier ones; whoever told it does not decide on it."""
    if report.reporter_id == by.person_id and report.channel is Channel.STAFF:
        raise Refused(_l("You told this yourself; somebody else who receives reports decides on it."))
    if len(decided.reason.strip()) < SHORTEST_REASON:
        raise Refused(_l("Write why in a sentence; it is kept and can be read later."), field="reason")
    case_id = case_numbered(by, decided.case) if decided.outcome is Outcome.JOINED else None
    if decided.outcome is Outcome.JOINED and case_id is None:
        raise Refused(_l("Write the number of the case it belongs to."), field="case")
    if decided.outcome is Outcome.ASKED and not decided.message:
        raise Refused(_l("Write what you want to know; it goes to whoever told it."), field="message")
    row = ReportTriage(
        report_id=report.id,
        outcome=decided.outcome,
        reason=decided.reason,
        case_id=case_id,
        at=clock.now(),
        by_id=by.person_id,
    )
    session().add(row)
    if decided.message:
        answer(report, decided.message, by=by)
    record("bullying.report_decided", subject=report, by=by)
    return row
