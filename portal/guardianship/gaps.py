"""What is missing in the care of a child: pure rules over facts. A rule speaks only of what is known, never of what nobody said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.guardianship.models import Living
from portal.guardianship.rules import IN_FORCE, AgreementDays, AgreementState, current, state_of

FRIDAY = 4
UNATTENDED_UNDER, ALONE_UNDER = 8, 16  # 未成年人保护法 21


class GapKind(StrEnum):
    """The rules, the gravest first."""

    ALONE = "alone"
    UNATTENDED = "unattended"
    CARER_UNFIT = "carer_unfit"
    NOBODY_REACHABLE = "nobody_reachable"
    AGREEMENT_EXPIRED = "agreement_expired"
    AGREEMENT_MISSING = "agreement_missing"
    AGREEMENT_REVIEW = "agreement_review"
    TELEPHONE_FAILING = "telephone_failing"
    CARER_TOO_OLD = "carer_too_old"
    CARER_TOO_MANY = "carer_too_many"
    CARER_UNKNOWN = "carer_unknown"


class Owner(StrEnum):
    """Who closes a gap."""

    LEAD = "lead"
    HOMEROOM = "homeroom"


#: They outrank every other signal and are told at once (未成年人保护法 11, 21).
HARD = frozenset({GapKind.ALONE, GapKind.UNATTENDED})

#: What an import leaves open: one list for the homeroom teacher, no alarm for each child.
CENSUS = frozenset({GapKind.CARER_UNKNOWN})

OWNERS = {kind: Owner.LEAD if kind in HARD | {GapKind.CARER_UNFIT} else Owner.HOMEROOM for kind in GapKind}


@dataclass(frozen=True, slots=True)
class Limits:
    """The school's own numbers: days for each clock, and from where on a carer is looked at again."""

    ask_days: int = 7
    unfit_days: int = 3
    call_days: int = 3
    look_days: int = 14
    census_days: int = 28
    review_notice: int = 14
    oldest: int = 70
    most_children: int = 4


@dataclass(frozen=True, slots=True)
class Carer:
    """A carer who is no parent, with what the last check says; None where nobody said."""

    id: int
    name: str
    known_since: date
    birth_year: int | None = None
    able: bool | None = None
    children: int | None = None
    checked_on: date | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A telephone of somebody near: `tries` newest first, each with its day and whether they were reached."""

    name: str
    tries: Sequence[tuple[date, bool]] = ()

    @property
    def failing_since(self) -> date | None:
        """The day of the second of two tries in a row that failed, None while the line is good."""
        failed = len(self.tries) > 1 and not self.tries[0][1] and not self.tries[1][1]
        return self.tries[0][0] if failed else None


@dataclass(frozen=True, slots=True)
class CareFacts:
    """All that the rules ask about one child on a day. `apart_since`: no parent lives with the child, known since that day."""

    on: date
    birth_date: date
    apart_since: date | None = None
    living: Living | None = None
    living_since: date | None = None
    carers: Sequence[Carer] = ()
    lines: Sequence[Line] = ()
    agreements: Sequence[AgreementDays] = ()

    @property
    def age(self) -> int:
        born, day = self.birth_date, self.on
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing: since when, by when, whom or what it is about."""

    kind: GapKind
    since: date
    due: date
    about: str = ""

    @property
    def hard(self) -> bool:
        return self.kind in HARD

    @property
    def census(self) -> bool:
        return self.kind in CENSUS

    @property
    def owner(self) -> Owner:
        return OWNERS[self.kind]


Rule = Callable[[CareFacts, Limits], Iterator[Gap]]


def gaps_of(facts: CareFacts, limits: Limits) -> Sequence[Gap]:
    """Every gap of a child, the gravest first; the same facts give the same gaps."""
    found = [gap for rule in RULES for gap in rule(facts, limits)]
    return sorted(found, key=lambda gap: (list(GapKind).index(gap.kind), gap.about))


def alone(facts: CareFacts, _limits: Limits) -> Iterator[Gap]:
    """Under sixteen and living alone, under eight and left unattended: at once."""
    since = facts.living_since or facts.on
    if facts.living is Living.ALONE and facts.age < ALONE_UNDER:
        yield Gap(GapKind.ALONE, since, since)
    elif facts.living is Living.UNATTENDED and facts.age < UNATTENDED_UNDER:
        yield Gap(GapKind.UNATTENDED, since, since)


def carer_unknown(facts: CareFacts, limits: Limits) -> Iterator[Gap]:
    """No parent lives with the child and nobody wrote down who cares for it."""
    if facts.apart_since and not facts.carers and facts.living is not Living.ALONE:
        yield _gap(GapKind.CARER_UNKNOWN, facts.apart_since, limits.census_days)


def agreement(facts: CareFacts, limits: Limits) -> Iterator[Gap]:
    """A carer is known: then there is an agreement in force, and it is looked at again in time."""
    if facts.apart_since is None or not facts.carers:
        return
    found = current(facts.agreements, facts.on, limits.review_notice)
    state = state_of(found, facts.on, limits.review_notice) if found else None
    if found is not None and state is AgreementState.DUE_FOR_REVIEW:
        yield Gap(GapKind.AGREEMENT_REVIEW, found.review_on - timedelta(days=limits.review_notice), found.review_on)
    elif found is not None and state is AgreementState.EXPIRED and found.ends_on:
        yield _gap(GapKind.AGREEMENT_EXPIRED, found.ends_on + timedelta(days=1), limits.ask_days)
    elif state not in IN_FORCE:
        known = max(facts.apart_since, min(carer.known_since for carer in facts.carers))
        ended = found.ended_on if found is not None and found.ended else None
        yield _gap(GapKind.AGREEMENT_MISSING, max(known, ended or known), limits.ask_days)


def carers(facts: CareFacts, limits: Limits) -> Iterator[Gap]:
    """Unable to care, older or with more children than this school looks at again."""
    for carer in facts.carers if facts.apart_since else ():
        since = carer.checked_on or facts.on
        if carer.able is False:
            yield _gap(GapKind.CARER_UNFIT, since, limits.unfit_days, carer.name)
        if carer.birth_year is not None and facts.on.year - carer.birth_year > limits.oldest:
            yield _gap(GapKind.CARER_TOO_OLD, since, limits.look_days, carer.name)
        if carer.children is not None and carer.children > limits.most_children:
            yield _gap(GapKind.CARER_TOO_MANY, since, limits.look_days, carer.name)


def telephones(facts: CareFacts, limits: Limits) -> Iterator[Gap]:
    """A number that failed twice; when every number fails, nobody can be reached at the weekend to come."""
    failing = [(line, line.failing_since) for line in facts.lines if line.failing_since]
    if failing and len(failing) == len(facts.lines):
        last = max(since for _line, since in failing if since)
        yield Gap(GapKind.NOBODY_REACHABLE, last, max(last, coming_friday(facts.on)))
        return
    for line, since in failing:
        yield _gap(GapKind.TELEPHONE_FAILING, since or facts.on, limits.call_days, line.name)


RULES: Sequence[Rule] = (alone, carer_unknown, agreement, carers, telephones)


def coming_friday(on: date) -> date:
    """The Friday of this week; on Saturday and Sunday the day itself."""
    return on + timedelta(days=max(0, FRIDAY - on.weekday()))


def _gap(kind: GapKind, since: date, days: int, about: str = "") -> Gap:
    return Gap(kind, since, since + timedelta(days=days), about)
