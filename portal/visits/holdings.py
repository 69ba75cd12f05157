"""What home visits keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.holdings import EMPTIED, Ground, Holding, about, emptied, under
from portal.visits.models import FollowUp, FollowUpDone, HomeVisit, VisitWithdrawal

HOLDINGS = (
    Holding(
        "visits.visits",
        _l("Home visits and what followed"),
        _l("To see how the child lives, and to help the family"),
        Ground.DUTY,
        _l("the city's plan; Family Education Promotion Law"),
        ("home_visit", "home_visit_withdrawal", "visit_follow_up", "visit_follow_up_done"),
        Tier.WELFARE,
        months=36,
        texts=(
            about(HomeVisit, form=emptied),
            under(VisitWithdrawal.visit_id, HomeVisit, reason=EMPTIED),
            about(FollowUp, words=EMPTIED),
            under(FollowUpDone.follow_up_id, FollowUp, words=None),
        ),
    ),
)
