"""What the weekly contact keeps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.contact.models import ContactRecord, ContactWithdrawal
from portal.core.holdings import EMPTIED, Ground, Holding, about, under

HOLDINGS = (
    Holding(
        "contact.talks",
        _l("When parents and child talked, with a word about it"),
        _l("To see that parents keep in touch every week"),
        Ground.DUTY,
        _l("Law on the Protection of Minors, article 23"),
        ("contact_record", "contact_withdrawal"),
        Tier.WELFARE,
        months=36,
        texts=(about(ContactRecord, note=None), under(ContactWithdrawal.contact_id, ContactRecord, reason=EMPTIED)),
    ),
)
