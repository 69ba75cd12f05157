"""The figures of the procedure a school may set, with where each default comes from."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.contributions import SettingDefinition, Source
from portal.core.errors import Words

_GROUP = _l("Bullying cases")
_DAYS, _HOURS, _WORKING = _l("days"), _l("hours"), _l("working days")
_PLAN = _l("Plan against bullying among pupils (2017, no. 10)")
_NO_HOURS = _l("The law says at once and gives no hours; this number is the school's own.")


def _number(
    name: str, label: Words, default: int, least: int, most: int, unit: Words, source: Source = Source.SCHOOL, words: Words = ""
) -> SettingDefinition:
    return SettingDefinition(f"bullying.{name}", label, default, source, words, unit, _GROUP, least=least, most=most)


SETTINGS = (
    _number("notice_hours", _l("Guardians of both sides are told within"), 24, 1, 72, _HOURS, words=_NO_HOURS),
    _number("investigation_days", _l("An investigation is finished within"), 10, 1, 10, _DAYS, Source.POLICY, _PLAN),
    SettingDefinition(
        "bullying.extension",
        _l("The principal may extend an investigation once by ten days"),
        False,
        Source.PRACTICE,
        _l("Guangdong only; no text of Chongqing allows it"),
        group=_GROUP,
    ),
    _number("serious_hours", _l("A serious case reaches police and bureau within"), 2, 1, 24, _HOURS, words=_NO_HOURS),
    _number("serve_days", _l("A decision reaches the guardians within"), 3, 1, 15, _DAYS),
    _number(
        "appeal_working_days", _l("Guardians may appeal to the school within"), 15, 15, 60, _WORKING, Source.LAW,
        _l("Discipline Rules 17"),
    ),
    _number("appeal_decision_days", _l("The school decides an appeal within"), 15, 1, 60, _WORKING),
    _number("review_days", _l("The county reviews within"), 15, 1, 15, _DAYS, Source.POLICY, _PLAN),
    _number("follow_up_first", _l("First follow-up after"), 7, 1, 30, _DAYS),
    _number("follow_up_second", _l("Second follow-up after"), 30, 7, 90, _DAYS),
    _number("committee_least", _l("Members of a committee at least"), 5, 3, 15, _l("people")),
    _number("upper_primary_from", _l("Upper primary begins with grade"), 5, 4, 6, ""),
    SettingDefinition(
        "bullying.homeroom_stands_back",
        _l("The homeroom teacher of a child said to have done it stays out of the case"),
        False,
        Source.SCHOOL,
        group=_GROUP,
    ),
    SettingDefinition("bullying.review_body", _l("Who reviews a finding in the county"), "", Source.SCHOOL, group=_GROUP),
    SettingDefinition("bullying.review_telephone", _l("Telephone of the reviewing office"), "", Source.SCHOOL, group=_GROUP),
)  # fmt: skip
