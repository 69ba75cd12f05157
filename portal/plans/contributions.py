"""What plans give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.core.contributions import Contributions, Event, Figures, NavItem, SettingDefinition, Source
from portal.plans.copied import family_copy
from portal.plans.holdings import HOLDINGS
from portal.plans.operations.planting import plant
from portal.plans.queries import members
from portal.plans.shown import KIND, panels, plans_due, timeline

PLANS = _l("One child, one plan")

contributions = Contributions(
    domain="plans",
    holdings=HOLDINGS,
    demo=(plant,),
    family_copy=(family_copy,),
    events=(
        Event("plans.written", _l("Plan written"), Tier.WELFARE),
        Event("plans.done", _l("Something of a plan was done"), Tier.WELFARE),
        Event("plans.ended", _l("Plan ended"), Tier.WELFARE),
    ),
    settings=(
        SettingDefinition(
            "plans.review_days", _l("A plan is looked at again after"), 120, Source.SCHOOL,
            _l("The ministry asks for it each term; the number is this school's own"), _l("days"), PLANS, least=14, most=366,
        ),
    ),
    nav=(NavItem("plans", PLANS, "clipboard-list", "plans.index", Permission.SEE_CARE, hub="care", order=23),),
    deadlines=(plans_due,),
    child_panels=(panels,),
    timeline=(timeline,),
    timeline_kinds={KIND: _l("Plan of help")},
    figures=(Figures(labels={"plans.in_force": _l("Children with a plan of their own")}, members=members),),
)  # fmt: skip
