"""What bullying gives the house: what reports give (`report_part`), and what cases give (`case_part`)."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.bullying import case_duties, case_figures, case_panels, case_part, report_counts, report_duties, report_part
from portal.bullying.case_settings import SETTINGS
from portal.bullying.holdings import HOLDINGS
from portal.bullying.operations import planting, planting_reports
from portal.bullying.operations import sealing as sealing  # it listens: whatever of a case is written is sealed
from portal.core.contributions import Contributions

contributions = Contributions(
    domain="bullying",
    holdings=HOLDINGS,
    demo=(planting_reports.plant_reports, planting.plant_cases),
    events=(*report_part.EVENTS, *case_part.EVENTS),
    settings=(*report_part.SETTINGS, *SETTINGS),
    nav=(*report_part.NAV, *case_part.NAV),
    deadlines=(report_duties.to_decide, case_duties.to_do),
    desk_links=(report_part.desk_links,),
    home_panels=(report_part.home_panel, case_panels.home_panel),
    desk_panels=(report_counts.desk_panel, case_panels.desk_panel),
    child_panels=(case_panels.child_panel,),
    timeline=(case_panels.timeline,),
    timeline_kinds={case_panels.CASES: _l("Bullying cases")},
    figures=(case_figures.figures,),
    signals=(case_figures.signals,),
)
