"""What accounts give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Contributions, Event

contributions = Contributions(
    domain="accounts",
    events=(
        Event("accounts.signed_in", _l("Signed in")),
        Event("accounts.signed_out", _l("Signed out")),
    ),
)
