"""What a guardian's copy holds of screening: what the guardians said to it. Answers and results belong to the child's counselor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core.db import session
from portal.screening.models import Consent, Participant, Round


def family_copy(_viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """Every word in the ledger of consent, oldest first."""
    found = (
        select(Round.name, Consent.word, Consent.at)
        .join(Participant, Participant.id == Consent.participant_id)
        .join(Round, Round.id == Participant.round_id)
        .where(Consent.child_id == child_id)
    )
    rows = session().execute(found.order_by(Consent.id))
    return [("screening_consents", [{"round": name, "word": word.value, "at": at} for name, word, at in rows])]
