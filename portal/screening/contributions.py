"""What screening gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Role, Tier
from portal.core.contributions import Contributions, Event, NavItem
from portal.screening.copied import family_copy
from portal.screening.duties import due
from portal.screening.figures import figures
from portal.screening.holdings import HOLDINGS
from portal.screening.operations.calling import call
from portal.screening.operations.planting import plant
from portal.screening.page_parts import KIND, child_panel, home_panels, timeline
from portal.screening.queries.watching import watch_asked
from portal.screening.settings import SETTINGS
from portal.screening.signals import signals

CLINICAL = Tier.CLINICAL

contributions = Contributions(
    domain="screening",
    holdings=HOLDINGS,
    family_copy=(family_copy,),
    demo=(plant,),
    nav=(
        NavItem(
            "screening",
            _l("Screening"),
            "clipboard-list",
            "screening.index",
            Permission.SEE_SCREENING_PROGRESS,
            order=42,
            tabs=frozenset({Role.COUNSELOR}),
        ),
    ),
    events=(
        Event("screening.wording_loaded", _l("Wording of a scale loaded")),
        Event("screening.round_opened", _l("Round of screening planned")),
        Event("screening.round_changed", _l("Round of screening changed")),
        Event("screening.round_closed", _l("Round of screening closed")),
        Event("screening.consent_noted", _l("Word of a guardian on screening noted"), Tier.WELFARE),
        Event("screening.slips_printed", _l("Slips for consent to screening printed"), reads=True),
        Event("screening.codes_printed", _l("Codes for pupils printed")),
        Event("screening.sheet_begun", _l("Sheet of screening begun"), Tier.WELFARE),
        Event("screening.sheet_handed_in", _l("Sheet of screening handed in"), Tier.WELFARE),
        Event("screening.sheet_scored", _l("Sheet of screening scored at the end of the round"), CLINICAL),
        Event("screening.flag_raised", _l("An answer in screening has to be heard"), CLINICAL),
        Event("screening.alert_opened", _l("Notice of an answer that cannot wait opened"), CLINICAL, reads=True),
        Event("screening.flag_called", _l("Whoever must hear an answer in screening was called"), CLINICAL),
        Event("screening.flag_acknowledged", _l("Somebody sees to an answer in screening"), CLINICAL),
        Event("screening.work_opened", _l("List of talks after screening opened"), CLINICAL, reads=True),
        Event("screening.result_opened", _l("Result of screening opened"), CLINICAL, reads=True),
        Event("screening.answers_opened", _l("Answers of screening opened"), CLINICAL, reads=True),
        Event("screening.result_printed", _l("Result of screening printed"), CLINICAL, reads=True),
        Event("screening.class_report_printed", _l("Screening report of a class printed"), Tier.WELFARE, reads=True),
        Event("screening.interview_noted", _l("Talk after screening noted"), CLINICAL),
        Event("screening.retest_planned", _l("Another sheet of screening planned"), CLINICAL),
        Event("screening.file_received", _l("Results of screening uploaded"), CLINICAL),
        Event("screening.file_mapped", _l("Headings of a file of results explained")),
        Event("screening.file_taken_in", _l("Results of screening taken in"), CLINICAL),
        Event("screening.file_taken_back", _l("Results of screening taken back"), CLINICAL),
        Event("screening.file_dropped", _l("Uploaded results of screening thrown away"), CLINICAL),
    ),
    settings=SETTINGS,
    deadlines=(due,),
    calls=(call,),
    watch_asked=(watch_asked,),
    child_panels=(child_panel,),
    home_panels=(home_panels,),
    timeline=(timeline,),
    timeline_kinds={KIND: _l("Screening")},
    figures=(figures,),
    signals=(signals,),
)
