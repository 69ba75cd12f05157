"""What delivery keeps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "outbox.addresses",
        _l("Where messages go, and what the channel said"),
        _l("To say that there is a message, never which"),
        Ground.CONSENT,
        _l("Personal Information Protection Law, article 13"),
        ("outbox_address", "outbox_dispatch", "outbox_channel"),
        opened_by=(Permission.KEEP_CHANNELS,),
        kept=_l("Until the person changes the address"),
        given=_l("the channel's operator, the address only"),
    ),
)
