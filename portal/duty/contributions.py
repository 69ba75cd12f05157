"""What duty gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import Contributions
from portal.duty.copied import family_copy
from portal.duty.duties import desk_links, friday_due, late_due, roster_due
from portal.duty.evening_due import evening_due, tonight_panel
from portal.duty.evening_figures import programme_figures, search_signals
from portal.duty.figures import figures, numbers
from portal.duty.giving import evening, friday, planned
from portal.duty.holdings import HOLDINGS
from portal.duty.operations import planting_evening
from portal.duty.operations.calling import call
from portal.duty.operations.planting_roster import plant
from portal.duty.queries.on_duty import ids_on_duty
from portal.duty.shown.child import GATE, child_panel, desk_panels, happenings, home_panels, timeline
from portal.duty.shown.evening import SEARCHES, ask_panel
from portal.duty.signals import signals

contributions = Contributions(
    domain="duty",
    holdings=HOLDINGS,
    family_copy=(family_copy,),
    demo=(plant, planting_evening.plant),
    events=(*planned.EVENTS, *friday.EVENTS, *evening.EVENTS),
    nav=planned.NAV,
    settings=(*planned.SETTINGS, *evening.SETTINGS),
    reaches=friday.REACHES,
    desk_links=(desk_links,),
    deadlines=(roster_due, friday_due, late_due, evening_due),
    happenings=(happenings,),
    calls=(call,),
    desk_panels=(tonight_panel, desk_panels),
    child_panels=(child_panel, ask_panel),
    home_panels=(home_panels,),
    timeline=(timeline,),
    timeline_kinds={GATE: _l("Weekends and gate"), SEARCHES: _l("Searches in the house")},
    figures=(figures, programme_figures),
    numbers=(numbers,),
    signals=(signals, search_signals),
    on_duty=(ids_on_duty,),
)
