"""What duty gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Contributions
from portal.duty.duties import friday_due, late_due, roster_due
from portal.duty.figures import figures
from portal.duty.giving import evening, friday, planned
from portal.duty.operations.planting_roster import plant
from portal.duty.shown.child import GATE, child_panel, desk_panels, happenings, home_panels, timeline
from portal.duty.signals import signals

contributions = Contributions(
    domain="duty",
    demo=(plant,),
    events=(*planned.EVENTS, *friday.EVENTS, *evening.EVENTS),
    nav=planned.NAV,
    settings=(*planned.SETTINGS, *evening.SETTINGS),
    reaches=friday.REACHES,
    deadlines=(roster_due, friday_due, late_due),
    happenings=(happenings,),
    desk_panels=(desk_panels,),
    child_panels=(child_panel,),
    home_panels=(home_panels,),
    timeline=(timeline,),
    timeline_kinds={GATE: _l("Weekends and gate")},
    figures=(figures,),
    signals=(signals,),
)
