"""What home visits give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import TEACHING, Permission, Tier
from portal.core.contributions import Contributions, Event, ListColumn, NavItem, SettingDefinition, Source
from portal.visits.copied import family_copy
from portal.visits.duties import follow_ups, sooner_visits, termly_visits
from portal.visits.figures import figures
from portal.visits.holdings import HOLDINGS
from portal.visits.operations.planting import plant
from portal.visits.shown import VISITS, cells, child_panel, timeline
from portal.visits.signals import signals

contributions = Contributions(
    domain="visits",
    holdings=HOLDINGS,
    family_copy=(family_copy,),
    demo=(plant,),
    events=(
        Event("visits.recorded", _l("Home visit recorded"), Tier.WELFARE),
        Event("visits.withdrawn", _l("Home visit withdrawn"), Tier.WELFARE),
        Event("visits.opened", _l("Home visit opened"), Tier.WELFARE, reads=True),
        Event("visits.printed", _l("Home visit printed"), Tier.WELFARE, reads=True),
        Event("visits.form_printed", _l("Sheet for a home visit printed"), Tier.WELFARE, reads=True),
        Event("visits.address_shown", _l("Address shown for a route"), Tier.WELFARE, reads=True),
        Event("visits.follow_up_made", _l("Something has to follow a visit"), Tier.WELFARE),
        Event("visits.follow_up_done", _l("What had to follow a visit is done"), Tier.WELFARE),
    ),
    settings=(
        SettingDefinition(
            "visits.close_days",
            _l("Children who need close attention are visited again after at most"),
            60,
            Source.SCHOOL,
            source_words=_l("The plan asks for more care where more is needed; the number is this school's own"),
            unit=_l("days"),
            group=_l("Home visits"),
            least=7,
            most=366,
        ),
        SettingDefinition(
            "visits.counted",
            _l("What counts as a home visit"),
            "on_site",
            Source.SCHOOL,
            source_words=_l("No text settles whether a call or a video counts"),
            group=_l("Home visits"),
            choices=(
                ("on_site", _l("only at home")),
                ("met", _l("at home, or the family invited to school")),
                ("all", _l("every way of meeting")),
            ),
        ),
    ),
    list_columns=(ListColumn("visits", _l("Last home visit"), "visits/_column.html", cells, order=40),),
    nav=(
        NavItem(
            "visits", _l("Home visits"), "footprints", "visits.index", Permission.RECORD_VISIT, hub="care", order=26, tabs=TEACHING
        ),
    ),
    deadlines=(follow_ups, termly_visits, sooner_visits),
    child_panels=(child_panel,),
    timeline=(timeline,),
    timeline_kinds={VISITS: _l("Home visits")},
    figures=(figures,),
    signals=(signals,),
)
