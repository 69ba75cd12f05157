"""What cases give the house: events and settings here, the rest by the files they name."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.core.contributions import Event

EVENTS = (
    Event("bullying.case_opened", _l("Bullying case opened"), Tier.SEALED),
    Event("bullying.step_added", _l("Step added to a bullying case"), Tier.SEALED),
)
