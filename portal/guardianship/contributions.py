"""What care gives the house."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.core.contributions import Contributions, Event, ListColumn, NavItem, SettingDefinition, Source
from portal.core.errors import Words
from portal.guardianship.at_home import home_panels
from portal.guardianship.copied import family_copy
from portal.guardianship.duties import care_deadlines, notice_deadlines, word_deadlines
from portal.guardianship.figures import figures
from portal.guardianship.holdings import HOLDINGS
from portal.guardianship.operations.planting import plant_care
from portal.guardianship.panels import KIND, cells, panels, timeline
from portal.guardianship.signals import signals

GROUP = _l("Care and guardianship")
DAYS = _l("days")
NO_NUMBER = _l("The law says in time, and gives no number of days")
COLUMN = ListColumn("care", _l("Missing in the care"), "guardianship/_column.html", cells, Permission.SEE_CARE, order=20)


def _days(name: str, label: Words, default: int, source_words: Words = "") -> SettingDefinition:
    return SettingDefinition(f"guardianship.{name}", label, default, Source.SCHOOL, source_words, DAYS, GROUP, least=1, most=180)


contributions = Contributions(
    domain="guardianship",
    holdings=HOLDINGS,
    family_copy=(family_copy,),
    events=(
        Event("guardianship.agreement_drafted", _l("Agreement of care begun"), Tier.WELFARE),
        Event("guardianship.agreement_changed", _l("Agreement of care changed"), Tier.WELFARE),
        Event("guardianship.agreement_filed", _l("Signed agreement of care filed"), Tier.WELFARE),
        Event("guardianship.agreement_ended", _l("Agreement of care ended"), Tier.WELFARE),
        Event("guardianship.agreement_opened", _l("Agreement of care opened"), Tier.WELFARE, reads=True),
        Event("guardianship.agreement_printed", _l("Agreement of care printed"), Tier.WELFARE, reads=True),
        Event("guardianship.word_given", _l("The family's word to an agreement of care"), Tier.WELFARE),
        Event("guardianship.carer_checked", _l("Carer looked at"), Tier.WELFARE),
        Event("guardianship.call_tried", _l("Call noted"), Tier.WELFARE),
        Event("guardianship.living_recorded", _l("With whom the child lives recorded"), Tier.WELFARE),
        Event("guardianship.assessment_mirrored", _l("Result of an assessment copied"), Tier.WELFARE),
        Event("guardianship.notice_sent", _l("Urging notice noted"), Tier.WELFARE),
        Event("guardianship.notice_answered", _l("Answer to a notice noted"), Tier.WELFARE),
    ),
    nav=(NavItem("guardianship", GROUP, "handshake", "guardianship.index", Permission.SEE_CARE, hub="care", order=22),),
    settings=(
        _days("ask_days", _l("Time to get a complete agreement of care"), 7, NO_NUMBER),
        _days("unfit_days", _l("Time to act when a carer is not able"), 3),
        _days("call_days", _l("Time to find a number that works"), 3),
        _days("look_days", _l("Time to look at a carer again"), 14),
        _days("census_days", _l("Time to write down who cares for a child"), 28),
        _days("review_notice", _l("An agreement is due for review this long before its day"), 14),
        _days("answer_days", _l("Time for a guardian to answer a notice"), 7),
        SettingDefinition(
            "guardianship.review_days", _l("A new agreement is looked at again after"), 182, Source.SCHOOL, "", DAYS, GROUP,
            least=30, most=366,
        ),
        SettingDefinition(
            "guardianship.agreement_days", _l("A new agreement runs for"), 365, Source.SCHOOL, "", DAYS, GROUP, least=30, most=1100,
        ),
        SettingDefinition(
            "guardianship.oldest", _l("A carer is looked at again when older than"), 70, Source.SCHOOL, "", _l("years"), GROUP,
            least=50, most=100,
        ),
        SettingDefinition(
            "guardianship.most_children", _l("A carer is looked at again when caring for more than"), 4, Source.SCHOOL, "",
            _l("children"), GROUP, least=1, most=20,
        ),
    ),
    deadlines=(care_deadlines, notice_deadlines, word_deadlines),
    child_panels=(panels,),
    home_panels=(home_panels,),
    timeline=(timeline,),
    timeline_kinds={KIND: _l("Care and guardianship")},
    list_columns=(COLUMN,),
    figures=(figures,),
    signals=(signals,),
    demo=(plant_care,),
)  # fmt: skip
