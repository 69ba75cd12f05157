"""What the family's pages give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source

contributions = Contributions(
    domain="home",
    events=(
        Event("home.slips_printed", _l("Enrolment slips printed")),
        Event("home.slip_refused", _l("Enrolment slip: wrong answer"), Tier.WELFARE),
        Event("home.guardian_enrolled", _l("Parent or carer enrolled"), Tier.WELFARE),
    ),
    nav=(
        NavItem("home", _l("Your child"), "house", "home.index", Permission.SEE_HOME, order=0, tab=True),
        NavItem("mine", _l("My account"), "user-cog", "accounts.mine", Permission.SEE_HOME, order=90, tab=True),
        NavItem("slips", _l("Parents' logins"), "qr-code", "home.slips", Permission.MAKE_SLIPS, hub="families", order=70),
    ),
    settings=(
        SettingDefinition(
            "home.slip_days",
            _l("An enrolment slip can be used for"),
            30,
            Source.SCHOOL,
            "",
            _l("days"),
            _l("Signing in"),
            least=1,
            most=120,
        ),
    ),
)
