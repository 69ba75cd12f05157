"""What signing in keeps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "accounts.accounts",
        _l("Accounts, sessions and forms kept for a lost session"),
        _l("To let in only whom the school knows"),
        Ground.DUTY,
        _l("Cybersecurity Law, article 23"),
        ("account", "kept_form"),
        opened_by=(Permission.MANAGE_ACCOUNTS,),
        kept=_l("With the journal; a kept form for a few days"),
    ),
)
