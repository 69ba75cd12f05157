"""What the lists of the school day keep."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "attendance.days",
        _l("On which school days a child was away, and why in a word"),
        _l("To ask after a child the day it is missing, and to bring it back to school"),
        Ground.DUTY,
        _l("Law on the Prevention of Juvenile Crime, article 34; Law on the Protection of Minors, article 28"),
        ("class_register", "pupil_absence"),
        Tier.SCHOOLING,
        kept=_l("as long as the file; no texts are kept"),
    ),
)
