"""The figures a school may set: what levels are called, how often they are looked at, the clocks of the room."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l

from portal.core.contributions import SettingDefinition, Source
from portal.core.errors import Words

LEVELS = _l("Counseling: levels")
CLOCKS = _l("Counseling: clocks")
CRISIS = _l("Counseling: crisis")

NO_SCHEME = _l("No national scheme of colours; schools use three to five levels")
NODES = _l(
    "Ten measures of 2025: more care when a term begins, at examinations and changes of school; the days are this school's own"
)
OWN = _l("At once by law or practice; the number is this school's own")


def _name(level: str, words: Words, default: str) -> SettingDefinition:
    return SettingDefinition(f"counseling.name_{level}", words, default, Source.PRACTICE, NO_SCHEME, group=LEVELS)


def _number(
    name: str,
    words: Words,
    default: int,
    unit: Words,
    group: Words,
    *,
    most: int,
    source: Source = Source.SCHOOL,
    said: Words = "",
    least: int = 1,
) -> SettingDefinition:
    return SettingDefinition(f"counseling.{name}", words, default, source, said, unit, group, least=least, most=most)


DAYS, MINUTES, HOURS = _l("days"), _l("minutes"), _l("hours")

SETTINGS: Sequence[SettingDefinition] = (
    SettingDefinition(
        "counseling.place",
        _l("Where the slip sends a child"),
        "",
        Source.SCHOOL,
        group=CLOCKS,
        hint=_l("A neutral place, as in: office building, second floor"),
    ),
    SettingDefinition(
        "counseling.levels",
        _l("How many levels are used, the strictest first"),
        4,
        Source.PRACTICE,
        NO_SCHEME,
        _l("levels"),
        LEVELS,
        least=3,
        most=5,
    ),
    _name("red", _l("What the first level is called"), "红"),
    _name("orange", _l("What the second level is called"), "橙"),
    _name("yellow", _l("What the third level is called"), "黄"),
    _name("blue", _l("What the fourth level is called"), "蓝"),
    _name("green", _l("What the fifth level is called"), "绿"),
    _number("review_red", _l("First level: looked at again after"), 1, DAYS, LEVELS, most=14),
    _number("review_orange", _l("Second level: looked at again after"), 3, DAYS, LEVELS, most=30),
    _number("review_yellow", _l("Third level: looked at again after"), 7, DAYS, LEVELS, most=60),
    _number("review_blue", _l("Fourth level: looked at again after"), 30, DAYS, LEVELS, most=180),
    _number("review_green", _l("Fifth level: looked at again after"), 60, DAYS, LEVELS, most=180),
    _number("level_days", _l("A proposed level is confirmed within"), 1, DAYS, LEVELS, most=14),
    _number("referral_week_days", _l("A referral for these days is answered within"), 3, _l("school days"), CLOCKS, most=10),
    _number("referral_later_days", _l("Any other referral is answered within"), 10, _l("school days"), CLOCKS, most=40),
    _number(
        "unread_minutes",
        _l("An urgent referral nobody has read goes to the safeguarding lead after"),
        60,
        MINUTES,
        CLOCKS,
        most=1440,
    ),
    _number("unanswered_days", _l("An unanswered referral goes to the principal after"), 3, DAYS, CLOCKS, most=30),
    _number("advice_days", _l("Advice holds, unless said otherwise, for"), 30, DAYS, CLOCKS, most=200),
    _number("take_back_days", _l("A line to the teachers can be taken back for"), 3, DAYS, CLOCKS, most=30),
    _number("answer_days", _l("A guardian who was told is asked again after"), 3, DAYS, CLOCKS, most=30),
    _number("feedback_days", _l("After a referral letter, ask how it went after"), 14, DAYS, CLOCKS, most=90),
    _number("supervision_days", _l("A supervisor may read for at most"), 30, DAYS, CLOCKS, most=180),
    _number("emergency_hours", _l("The principal may open sealed notes in need for at most"), 24, HOURS, CLOCKS, most=72),
    _number(
        "term_days",
        _l("Children in care are met again after a term begins, within"),
        14,
        DAYS,
        CLOCKS,
        most=40,
        source=Source.POLICY,
        said=NODES,
    ),
    _number(
        "exam_days",
        _l("and before a term ends with its examinations, in the last"),
        21,
        DAYS,
        CLOCKS,
        most=60,
        source=Source.POLICY,
        said=NODES,
    ),
    _number("open_hours", _l("Hours a week the room should be open"), 10, HOURS, CLOCKS, most=60, source=Source.PRACTICE),
    _number("smallest", _l("Statistics hide numbers of fewer children than"), 5, _l("children"), CLOCKS, most=20, least=2),
    _number("escalate_minutes", _l("What nobody has taken up goes to the principal after"), 30, MINUTES, CRISIS, most=240),
    _number("team_minutes", _l("Tell the safeguarding lead within"), 10, MINUTES, CRISIS, most=240, source=Source.PRACTICE),
    _number("watch_minutes", _l("Somebody stays with the child within"), 10, MINUTES, CRISIS, most=240, said=OWN),
    _number("homeroom_minutes", _l("Tell the homeroom teacher what to do within"), 30, MINUTES, CRISIS, most=600, said=OWN),
    _number("guardian_minutes", _l("Tell the guardian within"), 30, MINUTES, CRISIS, most=600, said=OWN),
    _number("assess_minutes", _l("Judge it together within"), 120, MINUTES, CRISIS, most=1440),
    _number("police_minutes", _l("Decide on the police within"), 30, MINUTES, CRISIS, most=600, said=OWN),
    _number("hospital_hours", _l("To a hospital, or advise it, within"), 24, HOURS, CRISIS, most=168, said=OWN),
    _number("bureau_hours", _l("Tell the bureau within"), 24, HOURS, CRISIS, most=168, source=Source.PRACTICE),
    _number("aftercare_days", _l("Look after the class and those who helped within"), 7, DAYS, CRISIS, most=60),
)
