"""What attention gives the house: a column, the why on a child's page, history, duties, figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.queries.file import identity
from portal.children.scope import reaches
from portal.core.contributions import (
    Contributions,
    Event,
    Figures,
    ListColumn,
    NavItem,
    Panel,
    SettingDefinition,
    Source,
    TimelineEntry,
)
from portal.core.errors import Words
from portal.risk.axes import GRADE_WORDS, Grade
from portal.risk.duties import EACH_TERM, duties
from portal.risk.holdings import HOLDINGS
from portal.risk.operations.calling import call
from portal.risk.panel import attention_of
from portal.risk.planting import plant_grades
from portal.risk.queries.grades import attention_order, closeness, grades_of, history, members

KIND = "attention"
GROUP = _l("Attention")


def panels(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """Why this grade, on top of the child's page; four statements."""
    if not viewer.may(Permission.SEE_ATTENTION):
        return []
    attention = attention_of(viewer, identity(viewer, child_id))
    shown = {"attention": attention, "grades": GRADE_WORDS}
    return [Panel("attention", "risk/_panel.html", shown, order=0, mark="risk/_mark.html")]


def cells(viewer: Viewer, child_ids: Sequence[int]) -> Mapping[int, tuple[int, str]]:
    """The grade of each child of a page; one statement. Who has none is to be assessed."""
    found = grades_of(viewer, child_ids)
    ranks = {child_id: found[child_id][0] if child_id in found else 0 for child_id in child_ids}
    words = {grade.value: str(said) for grade, said in GRADE_WORDS.items()}
    return {child_id: (rank, words[rank]) for child_id, rank in ranks.items()}


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Every decision with the grade before it, for those who see grades."""
    if not viewer.may(Permission.SEE_ATTENTION):
        return []
    text = reaches(viewer, identity(viewer, child_id), Tier.WELFARE)
    past = history(child_id)
    if not past:
        return []
    before = [GRADE_WORDS[Grade(one.grade)] for one in past[1:]] + [GRADE_WORDS[Grade.NOT_ASSESSED]]
    return [
        TimelineEntry(
            one.decided_at,
            "clipboard-list",
            _("Attention: %(before)s → %(after)s", before=old, after=GRADE_WORDS[Grade(one.grade)]),
            one.reason if text else "",
            one.by or "",
            KIND,
            "lamp",
        )
        for one, old in zip(past, before, strict=True)
    ]


def _days(grade: int, label: Words, default: int) -> SettingDefinition:
    unit, why = _l("days, and at the latest when the term ends"), EACH_TERM
    return SettingDefinition(f"risk.review_days_{grade}", label, default, Source.PRACTICE, why, unit, GROUP, least=7, most=200)


def _minutes(who: str, label: Words) -> SettingDefinition:
    why = _l("The law says at once; the minutes are this school's own")
    return SettingDefinition(f"risk.{who}_minutes", label, 30, Source.SCHOOL, why, _l("minutes"), GROUP, least=5, most=240)


contributions = Contributions(
    domain="risk",
    holdings=HOLDINGS,
    events=(
        Event("risk.attention_opened", _l("Attention of a child opened"), Tier.WELFARE, reads=True),
        Event("risk.graded", _l("Grade of attention given"), Tier.WELFARE),
        Event("risk.declined", _l("Proposed grade declined"), Tier.WELFARE),
        Event("risk.child_reviewed", _l("Facts of a child looked through"), Tier.WELFARE),
        Event("risk.school_reviewed", _l("Facts of the whole school looked through"), Tier.DIRECTORY),
        Event("risk.alarm_raised", _l("Alarm raised"), Tier.WELFARE),
        Event("risk.alarm_called", _l("Whoever must see to an alarm was called"), Tier.WELFARE),
        Event("risk.alarm_answered", _l("Alarm taken in hand"), Tier.WELFARE),
        Event("risk.rules_changed", _l("Rules of attention changed"), Tier.DIRECTORY),
    ),
    nav=(
        NavItem("attention", _l("Attention"), "heart", "risk.index", Permission.DECIDE_ATTENTION, hub="care", order=22),
    ),
    settings=(
        _days(1, _l("Close attention is looked at again after"), 30),
        _days(2, _l("More attention is looked at again after"), 60),
        _days(3, _l("Daily attention is looked at again after"), 180),
        _minutes("homeroom", _l("An alarm goes on from the homeroom teacher to the lead after")),
        _minutes("lead", _l("and from the lead to the principal after")),
        SettingDefinition(
            "risk.decide_working_days", _l("A proposed grade is decided within"), 5, Source.SCHOOL, "", _l("working days"), GROUP,
            least=1, most=20,
        ),
        SettingDefinition(
            "risk.look_through_days", _l("The rules look through the whole school every"), 7, Source.SCHOOL, "", _l("days"), GROUP,
            least=1, most=60,
        ),
    ),
    deadlines=(duties,),
    calls=(call,),
    closeness=(closeness,),
    child_panels=(panels,),
    timeline=(timeline,),
    timeline_kinds={KIND: _l("Attention")},
    list_columns=(
        ListColumn(
            "attention", _l("Attention"), "risk/_column.html", cells, Permission.SEE_ATTENTION, order=10, sort=attention_order
        ),
    ),
    figures=(
        Figures(
            labels={
                "risk.grade_1": _l("Close attention"),
                "risk.grade_2": _l("More attention"),
                "risk.grade_3": _l("Daily attention"),
                "risk.grade_0": _l("To be assessed"),
            },
            members=members,
        ),
    ),
    demo=(plant_grades,),
)  # fmt: skip
