"""What the attention grade keeps."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import EMPTIED, Ground, Holding, about
from portal.risk.models import AttentionAlarm, AttentionGrade, AttentionProposal

NOTHING: dict[str, list[Any]] = {"findings": [], "missing": []}


def _without_facts(finding: Any) -> Any:
    return {**finding, "facts": []}


HOLDINGS = (
    Holding(
        "risk.grades",
        _l("Grades of attention with their reasons, alarms and answers"),
        _l("To help first where it is needed most; a person decides each time"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, article 29; Personal Information Protection Law, article 24"),
        ("attention_proposal", "attention_grade", "attention_alarm", "attention_choice"),
        opened_by=(Permission.SEE_ATTENTION,),
        months=36,
        texts=(
            about(AttentionProposal, evidence=NOTHING, reason=EMPTIED),
            about(AttentionGrade, evidence=NOTHING, reason=EMPTIED),
            about(AttentionAlarm, evidence=_without_facts, answer=EMPTIED),
        ),
    ),
)
