"""What the school gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Contributions, Event

contributions = Contributions(
    domain="school",
    events=(
        Event("school.created", _l("School set up")),
        Event("school.profile_changed", _l("School profile changed")),
        Event("school.calendar_changed", _l("School calendar changed")),
        Event("school.setting_changed", _l("Setting changed")),
    ),
)
