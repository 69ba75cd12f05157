"""What delivery keeps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "outbox.addresses",
        _l("Where messages go, and what the channel said"),
        _l("To say that there is a message, never which"),
        Ground.CONSENT,
        _l("Personal Information Protection Law, article 13"),
        ("outbox_address", "outbox_dispatch", "outbox_channel"),
        kept=_l("Until the person changes the address or the account is closed"),
        given=_l("the channel's operator, the address only"),
    ),
)
