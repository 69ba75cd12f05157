"""What a guardian's copy holds of entrusted care: the agreements, and what the school asked of this very person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.access.viewer import Viewer
from portal.guardianship.models import EntrustedCareAgreement, UrgingNotice
from portal.guardianship.queries import papers_of


def family_copy(viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """Agreements with their days; requests of the school that went to the viewer."""
    papers = papers_of(child_id)
    return [
        ("agreements", [_agreement(one) for one in papers.agreements]),
        ("requests_of_the_school", [_request(one) for one in papers.notices if one.guardian.person_id == viewer.person_id]),
    ]


def _agreement(one: EntrustedCareAgreement) -> dict[str, Any]:
    days = {"begins": one.begins_on, "ends": one.ends_on, "signed": one.signed_on, "ended": one.ending and one.ending.on}
    return {"carer": one.carer.name, "reason": one.reason, "entrusted": one.scope, **days}


def _request(one: UrgingNotice) -> dict[str, Any]:
    return {"sent": one.sent_on, "text": one.text, "received": one.received_on, "answer": one.answer, "answered": one.answered_on}
