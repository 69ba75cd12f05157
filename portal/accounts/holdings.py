"""What signing in keeps."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.holdings import Ground, Holding

HOLDINGS = (
    Holding(
        "accounts.accounts",
        _l("Accounts, sessions and forms kept for a lost session"),
        _l("To let in only whom the school knows"),
        Ground.DUTY,
        _l("Cybersecurity Law, article 23"),
        ("account", "kept_form"),
        kept=_l("Until the account is closed; kept forms a few days"),
    ),
)
