"""Whether a child counts as left behind, by each of the four definitions in use, derived from dated facts on a day.

A  State Council 2016: under 16, and both parents away for work, or one away and the other without capability to care
B  the national registry: how many parents have been away for work for at least three whole months (0, 1, 2)
C  Chongqing's education statistics: both parents away for work
D  a district's practice: both away and not together with the child at weekends or holidays

The definitions differ on purpose; a count always says which one it uses. What nobody knows never makes a child count.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

UNDER_AGE = 16  # 国发〔2016〕13号: 不满十六周岁
WHOLE_MONTHS = 3  # the registry's note to 是否留守儿童: 外出务工三个月以上
DEFINITIONS = ("A", "B", "C", "D")


class Parent(StrEnum):
    """Whose whereabouts; EITHER when it is only known that one of the two is away (the registry's 单亲留守)."""

    FATHER = "father"
    MOTHER = "mother"
    EITHER = "either"


class ParentState(StrEnum):
    """Where a parent is, or why they cannot care for the child."""

    AT_HOME = "at_home"
    AWAY_FOR_WORK = "away_for_work"
    AWAY_OTHER = "away_other"
    UNABLE = "unable"
    IN_CUSTODY = "in_custody"
    MISSING = "missing"
    DEAD = "dead"
    UNKNOWN = "unknown"


#: Without capability to care (民发〔2016〕42号 and its practice). 民政 decides on guardianship; this only sorts what was observed.
WITHOUT_CAPABILITY = frozenset({ParentState.UNABLE, ParentState.IN_CUSTODY, ParentState.MISSING, ParentState.DEAD})


@dataclass(frozen=True)
class ParentFact:
    """What is known of one parent. `since` is the first day of the state, or the latest it can have begun."""

    state: ParentState = ParentState.UNKNOWN
    since: date | None = None
    since_at_latest: bool = False
    where: str = ""


NOTHING_KNOWN = ParentFact()


@dataclass(frozen=True)
class Facts:
    """All that the definitions ask about a child on a day; None and UNKNOWN mean that nobody has said."""

    on: date
    birth_date: date | None
    father: ParentFact = NOTHING_KNOWN
    mother: ParentFact = NOTHING_KNOWN
    either: ParentFact = NOTHING_KNOWN
    reunion: bool | None = None

    @property
    def parents(self) -> Sequence[tuple[Parent, ParentFact]]:
        """Father and mother, then what is known of one of them without saying which."""
        both = [(Parent.FATHER, self.father), (Parent.MOTHER, self.mother)]
        return both if self.either == NOTHING_KNOWN else [*both, (Parent.EITHER, self.either)]


@dataclass(frozen=True)
class Status:
    """The answer of each definition on the day of the facts."""

    A: bool
    B: int
    C: bool
    D: bool

    @property
    def any(self) -> bool:
        """Left behind by at least one definition."""
        return self.A or self.B > 0 or self.C or self.D

    def of(self, definition: str) -> bool:
        """Whether the child counts by one definition; B counts from one parent on."""
        return bool(getattr(self, definition))


def derive(facts: Facts) -> Status:
    """Definitions A to D (rules §4.1); `left_behind_words.reasons_of` says why."""
    both = is_away(facts.father, facts.on) and is_away(facts.mother, facts.on)
    return Status(
        A=is_under_age(facts) and (both or is_away_beside_no_care(facts)),
        B=min(2, sum(is_away_long(fact, facts.on) for _, fact in facts.parents)),
        C=both,
        D=both and facts.reunion is False,
    )


def is_under_age(facts: Facts) -> bool:
    """Under 16 until the day before the sixteenth birthday; an unknown birth date is not under 16."""
    return facts.birth_date is not None and facts.on < come_of_age(facts.birth_date)


def come_of_age(birth_date: date) -> date:
    """The sixteenth birthday."""
    return after_months(birth_date, UNDER_AGE * 12)


def is_away(fact: ParentFact, on: date) -> bool:
    """Away for work on the day; who leaves later is not away yet."""
    return fact.state is ParentState.AWAY_FOR_WORK and (fact.since is None or fact.since <= on)


def is_away_long(fact: ParentFact, on: date) -> bool:
    """Away for work for three whole months; without a known beginning nobody can say so."""
    return is_away(fact, on) and fact.since is not None and after_months(fact.since, WHOLE_MONTHS) <= on


def is_away_beside_no_care(facts: Facts) -> bool:
    """One parent away for work, the other without capability to care."""
    father, mother = facts.father, facts.mother
    return (is_away(father, facts.on) and mother.state in WITHOUT_CAPABILITY) or (
        is_away(mother, facts.on) and father.state in WITHOUT_CAPABILITY
    )


def after_months(day: date, months: int) -> date:
    """The same day some months later, or the last of that month where it has no such day (民法典 202)."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
