"""What the roll keeps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "enrolment.roll",
        _l("Coming, changing class, leaving"),
        _l("To know who belongs to the school, and since when"),
        Ground.DUTY,
        _l("rules on the registry of pupils"),
        ("roll_entry", "roll_act"),
        Tier.SCHOOLING,
        kept=_l("With the school's roll"),
    ),
)
