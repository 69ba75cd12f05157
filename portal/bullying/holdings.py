"""What cases of bullying keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "bullying.cases",
        _l("Reports, cases, evidence and letters of bullying"),
        _l("To stop it, to find out, and to prove later what was known and done"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, articles 39 and 40; Public Security Administration Punishments Law, article 60"),
        (
            "bullying_report",
            "bullying_report_message",
            "bullying_report_triage",
            "bullying_case",
            "bullying_party",
            "bullying_lock_out",
            "bullying_step",
            "bullying_clock",
            "bullying_member",
            "bullying_meeting",
            "bullying_finding",
            "bullying_measure",
            "bullying_evidence",
            "bullying_custody",
            "bullying_letter",
            "bullying_service",
        ),
        opened_by=(
            Permission.HANDLE_BULLYING,
            Permission.SIT_ON_COMMITTEE,
        ),
        kept=_l("In the special archive: the portal empties nothing of it"),
        given=_l("police and bureau, where the law asks"),
    ),
)
