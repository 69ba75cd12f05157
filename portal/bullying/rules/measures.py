"""What may be decided for whom, for how long (中小学教育惩戒规则 8–10, 14; 义务教育法 27; 未成年人学校保护规定 17)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from portal.bullying.models.cases import Role
from portal.bullying.models.measures import MeasureClass, MeasureKind
from portal.core.errors import Refused, Words
from portal.school.models import Stage

A_WEEK = 7
LONGEST_TERM = 366  # days; no text sets one, a sanction longer than a school year never mends


@dataclass(frozen=True)
class Limit:
    """One measure: its class, the lowest tier it answers to, how long it may last, and whether it needs a term."""

    measure_class: MeasureClass
    least_tier: int = 1
    most_days: int | None = None
    term: bool = False


C, K = MeasureClass, MeasureKind

LIMITS: Mapping[MeasureKind, Limit] = {
    K.CRITICISM: Limit(C.EDUCATION),
    K.CORRECTIVE_EDUCATION: Limit(C.EDUCATION),
    K.NAMED: Limit(C.MINOR, most_days=1),
    K.APOLOGY: Limit(C.MINOR),
    K.CLASS_SERVICE: Limit(C.MINOR),
    K.STANDING: Limit(C.MINOR, most_days=1),
    K.AFTER_CLASS: Limit(C.MINOR),
    K.LEAD_TALK: Limit(C.HEAVIER),
    K.SCHOOL_SERVICE: Limit(C.HEAVIER),
    K.RULES_EDUCATION: Limit(C.HEAVIER),
    K.NO_OUTINGS: Limit(C.HEAVIER),
    K.SUSPENSION: Limit(C.SEVERE, 2, A_WEEK, term=True),
    K.LEGAL_REPRIMAND: Limit(C.SEVERE, 2),
    K.SPECIAL_COURSE: Limit(C.SEVERE, 2),
    K.WARNING: Limit(C.SANCTION, 2, LONGEST_TERM, term=True),
    K.SERIOUS_WARNING: Limit(C.SANCTION, 2, LONGEST_TERM, term=True),
    K.DEMERIT: Limit(C.SANCTION, 2, LONGEST_TERM, term=True),
    K.PROBATION: Limit(C.SANCTION, 2, LONGEST_TERM, term=True),
    K.EXPULSION: Limit(C.SANCTION, 2),
    K.SPECIAL_SCHOOL: Limit(C.TRANSFER, 3),
}

#: Classes before which the pupil is heard and the guardians are told (惩戒规则 10, 14).
HEARD_BEFORE = frozenset({MeasureClass.SEVERE, MeasureClass.SANCTION})


@dataclass(frozen=True)
class Proposed:
    """A measure as somebody wants to save it, with what is on record about the side: when the committee found it, and how many
    days of suspension were decided for it already."""

    kind: MeasureKind
    from_day: date
    until_day: date | None
    role: Role
    tier: int
    stage: Stage
    grade: int | None
    repeated: bool = False
    heard: bool = False
    told: bool = False
    hearing_open: bool = False
    in_assessment: bool = False
    upper_primary_from: int = 5
    found_on: date | None = None
    suspended_days: int = 0


def check(wanted: Proposed) -> None:
    """Refused with the rule it breaks, at the field that breaks it."""
    limit = LIMITS[wanted.kind]
    for field, words in (
        ("party_id", _whom(wanted)),
        ("kind", _stage(wanted, limit) or _tier(wanted, limit)),
        ("from_day", _begin(wanted)),
        ("until_day", _length(wanted, limit)),
        ("kind", _procedure(wanted, limit)),
    ):
        if words is not None:
            raise Refused(words, field=field)


def _whom(wanted: Proposed) -> Words | None:
    if wanted.role is Role.AGGRESSOR:
        return None
    return _l("Measures are for whoever was found to have done it; other children are not disciplined.")


def _stage(wanted: Proposed, limit: Limit) -> Words | None:
    if wanted.kind is MeasureKind.EXPULSION and wanted.stage is not Stage.SENIOR:
        return _l("In compulsory education no pupil is expelled (Compulsory Education Law 27, Minors Protection Law 28).")
    lower = wanted.stage is Stage.PRIMARY and (wanted.grade or 0) < wanted.upper_primary_from
    if lower and limit.measure_class is MeasureClass.SEVERE:
        return _l(
            "Severe discipline begins with upper primary, grade %(grade)s (Discipline Rules 10).", grade=wanted.upper_primary_from
        )
    return None


def _tier(wanted: Proposed, limit: Limit) -> Words | None:
    if wanted.tier >= limit.least_tier:
        return None
    if limit.measure_class is MeasureClass.SANCTION and wanted.repeated:
        return None
    if limit.measure_class is MeasureClass.TRANSFER:
        return _l("From tier 3 on a special school can be asked for, by assessment (Prevention of Delinquency Law 43, 44).")
    return _l("In tier 1 it is criticism, education and discipline up to the heavier class; a sanction only when it was repeated.")


def _begin(wanted: Proposed) -> Words | None:
    if wanted.found_on is None or wanted.from_day >= wanted.found_on:
        return None
    return _l("A measure does not begin before the finding.")


def _length(wanted: Proposed, limit: Limit) -> Words | None:
    if wanted.until_day is None:
        return _l("Write until when; it has a term and is lifted (School Protection Rules 17).") if limit.term else None
    if wanted.kind is MeasureKind.EXPULSION:
        return _l("Expulsion has no term. Leave the last day empty.")
    if wanted.until_day < wanted.from_day:
        return _l("The last day lies before the first.")
    days = (wanted.until_day - wanted.from_day + timedelta(days=1)).days
    if wanted.kind is MeasureKind.SUSPENSION:  # several of one case count together, or a week would have no end
        days += wanted.suspended_days
    if limit.most_days is None or days <= limit.most_days:
        return None
    if wanted.kind is MeasureKind.SUSPENSION:
        return _l("A suspension lasts a week at most (Discipline Rules 10); these are %(days)s days.", days=days)
    return _l("At most %(most)s days; these are %(days)s.", most=limit.most_days, days=days)


def _procedure(wanted: Proposed, limit: Limit) -> Words | None:
    if wanted.in_assessment and wanted.tier < 2:
        return _l("Only from tier 2 on it goes into the overall assessment (Plan of 2017, no. 10).")
    if limit.measure_class not in HEARD_BEFORE:
        return None
    if not wanted.told:
        return _l("Tell the guardians before this measure (Discipline Rules 10).")
    if not wanted.heard:
        return _l("Hear the pupil first: what they say for themselves (Discipline Rules 14).")
    return _l("A hearing was asked for; hold it first (Discipline Rules 14).") if wanted.hearing_open else None
