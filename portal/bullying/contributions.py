"""What bullying gives the house: what reports give (`report_part`), and what cases give (`case_part`)."""

from __future__ import annotations

from portal.bullying import case_part, report_duties, report_part
from portal.bullying.case_settings import SETTINGS
from portal.core.contributions import Contributions

contributions = Contributions(
    domain="bullying",
    events=(*report_part.EVENTS, *case_part.EVENTS),
    settings=(*report_part.SETTINGS, *SETTINGS),
    nav=(*report_part.NAV,),
    deadlines=(report_duties.to_decide,),
    home_panels=(report_part.home_panel,),
)
