"""What prevention gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source
from portal.prevention.duties import owed
from portal.prevention.holdings import HOLDINGS
from portal.prevention.operations.planting import plant
from portal.prevention.shown import desk_panel

GROUP = _l("Prevention")
OWN = Source.SCHOOL

contributions = Contributions(
    domain="prevention",
    holdings=HOLDINGS,
    demo=(plant,),
    events=(
        Event("prevention.held", _l("Activity of prevention written down")),
        Event("prevention.withdrawn", _l("Activity of prevention withdrawn")),
        Event("prevention.spot_added", _l("Place nobody sees written down")),
        Event("prevention.spot_changed", _l("Cover of a place changed")),
        Event("prevention.survey_opened", _l("Survey about bullying opened")),
        Event("prevention.slips_printed", _l("Slips of the survey printed")),
        Event("prevention.survey_closed", _l("Survey about bullying closed")),
        Event("prevention.results_opened", _l("Results of the survey opened"), reads=True),
    ),
    settings=(
        SettingDefinition(
            "prevention.class_meetings", _l("Class meetings against bullying a term"), 2, Source.POLICY,
            _l("Ministry: every class at least two each term"), _l("meetings"), GROUP, least=2, most=20,
        ),
        SettingDefinition(
            "prevention.smallest_group", _l("Survey results are shown for groups of at least"), 10, OWN, "", _l("answers"), GROUP,
            least=5, most=100,
        ),
        SettingDefinition("prevention.survey_days", _l("A survey is open for"), 14, OWN, "", _l("days"), GROUP, least=1, most=60),
        SettingDefinition(
            "prevention.spot_days", _l("A place nobody sees is covered within"), 30, OWN, "", _l("days"), GROUP, least=1, most=180
        ),
    ),
    nav=(
        NavItem(
            "prevention", _l("Prevention"), "shield-check", "prevention.index", Permission.KEEP_PREVENTION, "incidents", order=36
        ),
    ),
    deadlines=(owed,),
    desk_panels=(desk_panel,),
)  # fmt: skip
