"""What the children's files give the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import AT_SCHOOL, Permission, Role, Tier
from portal.children import timeline
from portal.children.desk import my_classes
from portal.children.duties import census_deadlines, latest_changes
from portal.children.figures import figures
from portal.children.holdings import HOLDINGS
from portal.children.left_behind import DEFINITIONS
from portal.children.reaches import GUARDIANS_REACH
from portal.children.signals import signals
from portal.core.contributions import Contributions, Event, NavItem, SettingDefinition, Source

contributions = Contributions(
    domain="children",
    holdings=HOLDINGS,
    reaches={Role.GUARDIAN: GUARDIANS_REACH, Role.CARER: GUARDIANS_REACH},
    events=(
        Event("children.file_opened", _l("File opened"), Tier.WELFARE, reads=True),
        Event("children.card_opened", _l("Name and class opened"), Tier.DIRECTORY, reads=True),
        Event("children.file_printed", _l("File printed"), Tier.WELFARE, reads=True),
        Event("children.telephone_shown", _l("Telephone shown"), Tier.WELFARE, reads=True),
        Event("children.identity_changed", _l("Particulars changed"), Tier.SCHOOLING),
        Event("children.guardian_added", _l("Guardian or carer added"), Tier.WELFARE),
        Event("children.guardian_changed", _l("Guardian or carer changed"), Tier.WELFARE),
        Event("children.guardian_ended", _l("Guardian or carer ended"), Tier.WELFARE),
        Event("children.order_given", _l("No-contact order entered"), Tier.WELFARE),
        Event("children.order_lifted", _l("No-contact order lifted"), Tier.WELFARE),
        Event("children.whereabouts_recorded", _l("Whereabouts of a parent recorded"), Tier.WELFARE),
        Event("children.reunion_recorded", _l("Weekends and holidays recorded"), Tier.WELFARE),
        Event("children.aid_recorded", _l("Help for the family recorded"), Tier.WELFARE),
        Event("children.health_recorded", _l("Health note recorded"), Tier.WELFARE),
        Event("children.attachment_added", _l("Paper added"), Tier.WELFARE),
        Event("children.attachment_opened", _l("Paper opened"), Tier.WELFARE, reads=True),
        Event("children.attachment_withdrawn", _l("Paper withdrawn"), Tier.WELFARE),
        Event("children.census_confirmed", _l("Facts of the term confirmed"), Tier.WELFARE),
        Event("children.fact_ended", _l("Fact ended"), Tier.WELFARE),
        Event("children.fact_withdrawn", _l("Fact withdrawn"), Tier.WELFARE),
    ),
    settings=(
        SettingDefinition(
            "children.definition",
            _l("Who counts as left behind for pairing and home visits"),
            "A",
            Source.POLICY,
            source_words=_l("State Council 2016; the plan of 2024 names no definition, so a school may count more children"),
            group=_l("Children's files"),
            choices=(*((letter, letter) for letter in DEFINITIONS), ("any", _l("by any of the four definitions"))),
        ),
        SettingDefinition(
            "children.attachment_megabytes",
            _l("Largest scan or photo in a child's file"),
            10,
            Source.SCHOOL,
            unit=_l("MB"),
            group=_l("Children's files"),
            least=1,
            most=30,
        ),
        SettingDefinition(
            "children.census_working_days",
            _l("Days a homeroom teacher has to confirm the facts of the class"),
            20,
            Source.SCHOOL,
            source_words=_l("That it is done every term is district practice; the days are this school's own"),
            unit=_l("working days from the first day of term"),
            group=_l("Children's files"),
            least=3,
            most=60,
        ),
    ),
    nav=(
        NavItem(
            "children", _l("Children"), "users", "children.index", Permission.SEE_CHILDREN, hub="children", order=20, tabs=AT_SCHOOL
        ),
        NavItem(
            "census",
            _l("Census of the term"),
            "clipboard-check",
            "children.census",
            Permission.CONFIRM_CENSUS,
            hub="care",
            order=28,
        ),
    ),
    deadlines=(census_deadlines,),
    happenings=(latest_changes,),
    desk_panels=(my_classes,),
    figures=(figures,),
    signals=(signals,),
    timeline_kinds={timeline.FACTS: _l("Facts"), timeline.CARE: _l("Guardians and carers"), timeline.PAPERS: _l("Papers")},
)
