"""What the school day gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.attendance.copied import family_copy
from portal.attendance.holdings import HOLDINGS
from portal.attendance.operations.planting import plant
from portal.attendance.shown import KIND, home_panels, names_due, timeline
from portal.attendance.signals import signals
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source

contributions = Contributions(
    domain="attendance",
    holdings=HOLDINGS,
    family_copy=(family_copy,),
    events=(
        Event("attendance.called", _l("Names of a class called"), Tier.SCHOOLING),
        Event("attendance.absent", _l("Child not at school"), Tier.SCHOOLING),
        Event("attendance.present_after_all", _l("Child was at school after all"), Tier.SCHOOLING),
    ),
    nav=(
        NavItem(
            "attendance", _l("School days"), "list-checks", "attendance.index", Permission.SEE_ATTENDANCE, hub="care", order=21
        ),
    ),
    settings=(
        SettingDefinition(
            "attendance.dropout_days", _l("A child may have dropped out after"), 7, Source.SCHOOL,
            _l("Law on the Protection of Minors, art. 28: register and urge back; the days are this school's own"),
            _l("school days in a row without a word"), _l("School days"), least=3, most=40,
        ),
    ),
    deadlines=(names_due,),
    home_panels=(home_panels,),
    timeline=(timeline,),
    timeline_kinds={KIND: _l("School days")},
    signals=(signals,),
    demo=(plant,),
)  # fmt: skip
