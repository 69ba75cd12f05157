"""What the courses keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "courses.sessions",
        _l("Who came to the parents' school, lessons brought home"),
        _l("To reach every family, and to prove the school's duty"),
        Ground.DUTY,
        _l("Family Education Promotion Law, article 40"),
        ("absence_contact", "home_lesson"),
        Tier.WELFARE,
        kept=_l("While the child is at school, then as counts"),
    ),
)
