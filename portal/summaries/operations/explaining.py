"""Explaining what does not balance, and why a figure is another one than in the version before."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record
from portal.summaries.models import ChangeReason, Finding, Return
from portal.summaries.operations.counting import require_draft
from portal.summaries.queries.returns import changed_figures, reasons_of


def explain_finding(found: Return, finding_id: int, text: str, *, by: Viewer) -> None:
    """Say why a balance does not hold; the sentence goes up with the return."""
    require_draft(found)
    finding = session().get(Finding, finding_id)
    if finding is None or finding.return_id != found.id:
        raise NotFound
    finding.explanation, finding.explained_at, finding.explained_by_id = text, clock.now(), by.person_id
    record("summaries.finding_explained", subject=found, by=by)


def explain_change(found: Return, indicator: str, text: str, *, by: Viewer) -> None:
    """Say why a figure differs from the signed version this one takes the place of; Refused when it does not differ."""
    require_draft(found)
    changed = changed_figures(found)
    if indicator not in changed:
        raise Refused(_l("This figure is the same as in the version before."), field="text")
    before, now = changed[indicator]
    reason = reasons_of(found.id).get(indicator)
    if reason is None:
        reason = ChangeReason(return_id=found.id, indicator=indicator)
        session().add(reason)
    reason.before, reason.now, reason.reason = before, now, text
    reason.at, reason.by_id = clock.now(), by.person_id
    record("summaries.change_explained", subject=found, by=by)
