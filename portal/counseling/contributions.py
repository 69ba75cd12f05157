"""What counseling gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Role
from portal.core.contributions import Contributions, NavItem
from portal.counseling.duties import duties
from portal.counseling.events import EVENTS
from portal.counseling.figures import figures
from portal.counseling.holdings import HOLDINGS
from portal.counseling.operations.calling import call
from portal.counseling.operations.planting import plant
from portal.counseling.reach import CASE_REACH
from portal.counseling.settings import SETTINGS
from portal.counseling.shown import COUNSELING, child_panel, home_panel, timeline
from portal.counseling.signals import signals

ROOM = frozenset({Role.COUNSELOR})

contributions = Contributions(
    domain="counseling",
    holdings=HOLDINGS,
    demo=(plant,),
    events=EVENTS,
    settings=SETTINGS,
    reaches={Role.COUNSELOR: CASE_REACH},
    nav=(
        NavItem(
            "counseling", _l("Counseling"), "message-square-text", "counseling.index", Permission.KEEP_CASES, order=44, tabs=ROOM
        ),
        NavItem(
            "room",
            _l("Appointments"),
            "calendar-days",
            "counseling.room",
            Permission.KEEP_CASES,
            order=1,
            tabs=ROOM,
            only_there=True,
        ),
        NavItem(
            "counseling-watch",
            _l("Counseling"),
            "message-square-text",
            "counseling.watch",
            Permission.SEE_COUNSELING_LEVELS,
            order=44,
        ),
    ),
    deadlines=(duties,),
    calls=(call,),
    child_panels=(child_panel,),
    home_panels=(home_panel,),
    timeline=(timeline,),
    timeline_kinds={COUNSELING: _l("Counseling")},
    figures=(figures,),
    signals=(signals,),
)
