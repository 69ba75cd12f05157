"""What mandatory reports keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "reporting.reports",
        _l("Mandatory reports with their papers"),
        _l("To bring a child in danger to those who must act"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, article 11"),
        (
            "mandatory_report",
            "mandatory_report_step",
            "mandatory_report_file",
            "police_request",
            "mandatory_report_knowing",
            "mandatory_report_cleared",
        ),
        opened_by=(
            Permission.HANDLE_REPORTS,
            Permission.SEE_REPORTS,
        ),
        kept=_l("In the special archive: the portal empties nothing of it"),
        given=_l("police, bureau, civil affairs, as the law asks"),
    ),
)
