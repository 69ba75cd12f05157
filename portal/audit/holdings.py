"""What the journal keeps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "audit.journal",
        _l("The journal: who did or opened what, when, from where"),
        _l("To account for every reading and writing"),
        Ground.DUTY,
        _l("Cybersecurity Law, article 23 (six months at least); rules on minors online, article 36"),
        ("journal",),
        opened_by=(Permission.READ_JOURNAL,),
        kept=_l("For good; what was written is not in it"),
    ),
)
