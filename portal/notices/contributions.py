"""What notices give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import FAMILY, Permission, Role, Tier
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source
from portal.notices import asking
from portal.notices.copied import family_copy
from portal.notices.holdings import HOLDINGS
from portal.notices.operations.planting import plant
from portal.notices.shown import KIND, child_panel, happenings, home_panel, timeline, unread

asking.install()

contributions = Contributions(
    domain="notices",
    holdings=HOLDINGS,
    family_copy=(family_copy,),
    demo=(plant,),
    events=(
        Event("notices.sent", _l("Notice sent to families")),
        Event("notices.reminded", _l("Families reminded of a notice")),
        Event("notices.withdrawn", _l("Notice withdrawn")),
        Event("notices.opened", _l("Answers to a notice opened"), Tier.WELFARE, reads=True),
        Event("notices.read", _l("Notice read by a family")),
        Event("notices.answered", _l("Notice answered by a family"), Tier.WELFARE),
    ),
    nav=(
        NavItem(
            "notices", _l("Notices to families"), "megaphone", "notices.index", Permission.SEND_NOTICE, hub="families", order=54
        ),
        NavItem("messages", _l("Messages"), "mail", "notices.inbox", Permission.SEE_HOME, order=20, tabs=FAMILY),
        NavItem(
            "delivery",
            _l("Messages going out"),
            "send",
            "notices.delivery",
            Permission.SEE_DELIVERY,
            hub="keeping",
            order=88,
            tabs=frozenset({Role.ADMINISTRATOR}),
        ),
    ),
    settings=(
        SettingDefinition(
            "notices.unread_days",
            _l("The sender is told of families who have not read after"),
            3,
            Source.SCHOOL,
            unit=_l("days"),
            group=_l("Notices to families"),
            least=1,
            most=14,
        ),
    ),
    deadlines=(unread,),
    happenings=(happenings,),
    child_panels=(child_panel,),
    home_panels=(home_panel,),
    timeline=(timeline,),
    timeline_kinds={KIND: _l("Notices to families")},
)
