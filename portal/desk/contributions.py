"""What the desk gives the house: its place in the navigation."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import AT_SCHOOL, Permission
from portal.core.contributions import Contributions, NavItem

contributions = Contributions(
    domain="desk",
    nav=(NavItem("today", _l("Today"), "sun", "desk.today", Permission.SEE_DESK, order=0, tabs=AT_SCHOOL),),
)
