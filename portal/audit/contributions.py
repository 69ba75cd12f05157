"""What the journal's pages give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Role
from portal.audit.holdings import HOLDINGS
from portal.core.contributions import Contributions, NavItem

contributions = Contributions(
    domain="audit",
    holdings=HOLDINGS,
    nav=(
        NavItem(
            "journal",
            _l("Journal"),
            "history",
            "audit.journal",
            Permission.READ_JOURNAL,
            hub="keeping",
            order=95,
            tabs=frozenset({Role.AUDITOR}),
        ),
    ),
)
