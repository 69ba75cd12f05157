"""What people give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Contributions, Event
from portal.people.holdings import HOLDINGS

contributions = Contributions(
    domain="people",
    holdings=HOLDINGS,
    events=(
        Event("people.person_added", _l("Person added")),
        Event("people.person_changed", _l("Person's details changed")),
        Event("people.post_given", _l("Post given")),
        Event("people.post_ended", _l("Post ended")),
        Event("people.vetting_recorded", _l("Vetting recorded")),
    ),
)
