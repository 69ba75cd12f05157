"""The life of an agreement, derived from its days: what it is now and what it still lacks. Values in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.guardianship.models import EndingKind

#: Carers excluded by 未成年人保护法 22 (1) to (4); each is asked about, none is guessed.
EXCLUSIONS = ("violence", "addiction", "refusal", "unfit")


class AgreementState(StrEnum):
    """Where an agreement stands on a day."""

    DRAFT = "draft"
    NOTIFIED = "notified_to_school"
    COMPLETE = "complete"
    DUE_FOR_REVIEW = "due_for_review"
    EXPIRED = "expired"
    TERMINATED = "terminated"
    UNSUITABLE = "unsuitable"


IN_FORCE = frozenset({AgreementState.COMPLETE, AgreementState.DUE_FOR_REVIEW})


class Lack(StrEnum):
    """What an agreement still lacks before it is complete."""

    EXCLUSIONS = "exclusions"
    OPINION = "opinion"
    SIGNATURES = "signatures"
    FILED = "filed"
    SCHOOL = "school"
    VILLAGE = "village"


@dataclass(frozen=True, slots=True)
class AgreementDays:
    """The days of an agreement on which its state depends; `ended` when it ended before its day."""

    begins_on: date
    review_on: date
    ends_on: date | None = None
    school_notified_on: date | None = None
    village_notified_on: date | None = None
    signed_on: date | None = None
    filed_on: date | None = None
    exclusions_checked_on: date | None = None
    opinion_on: date | None = None
    too_young: bool = False
    ended_on: date | None = None
    ended: EndingKind | None = None
    carer_id: int = 0


def lacks(days: AgreementDays, on: date) -> Sequence[Lack]:
    """What is missing on a day, in the order it is usually gathered."""
    asked: dict[Lack, date | None] = {
        Lack.EXCLUSIONS: days.exclusions_checked_on,
        Lack.OPINION: on if days.too_young else days.opinion_on,
        Lack.SIGNATURES: days.signed_on,
        Lack.FILED: days.filed_on,
        Lack.SCHOOL: days.school_notified_on,
        Lack.VILLAGE: days.village_notified_on,
    }
    return [lack for lack, day in asked.items() if not _by(day, on)]


def state_of(days: AgreementDays, on: date, notice: int) -> AgreementState:
    """The state on a day; it is due for review `notice` days before its review day and stays so until it is renewed."""
    if days.ended is not None and _by(days.ended_on, on):
        return AgreementState(days.ended)
    if days.ends_on is not None and days.ends_on < on:
        return AgreementState.EXPIRED
    if not lacks(days, on):
        soon = days.review_on - timedelta(days=notice) <= on
        return AgreementState.DUE_FOR_REVIEW if soon else AgreementState.COMPLETE
    return AgreementState.NOTIFIED if _by(days.school_notified_on, on) else AgreementState.DRAFT


def current(agreements: Iterable[AgreementDays], on: date, notice: int) -> AgreementDays | None:
    """The agreement that counts: one in force, else the one that began last."""
    ordered = sorted(agreements, key=lambda each: each.begins_on, reverse=True)
    in_force = (each for each in ordered if state_of(each, on, notice) in IN_FORCE and each.begins_on <= on)
    return next(in_force, next(iter(ordered), None))


def clear_of_exclusions(answers: Mapping[str, str]) -> bool:
    """Whether all four were asked and none holds."""
    return all(answers.get(exclusion) == "no" for exclusion in EXCLUSIONS)


def excluded(answers: Mapping[str, str]) -> bool:
    """Whether one of the four holds: then this person may not be entrusted."""
    return "yes" in answers.values()


def _by(day: date | None, on: date) -> bool:
    return day is not None and day <= on
