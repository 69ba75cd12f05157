"""What the health page gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Role
from portal.core.contributions import Contributions, NavItem

contributions = Contributions(
    domain="health",
    nav=(
        NavItem(
            "health",
            _l("Health of the portal"),
            "server",
            "health.page",
            Permission.SEE_HEALTH,
            hub="keeping",
            order=97,
            tabs=frozenset({Role.ADMINISTRATOR}),
        ),
    ),
)
