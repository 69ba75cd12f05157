"""Reads of care: the facts behind the gaps for many children in a fixed number of statements, and the papers of one child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, bindparam, case, or_, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.figures import PARENTS
from portal.children.models import Child, Guardian
from portal.children.orders import kept_away
from portal.children.queries.apart import known_apart_since, lives_apart
from portal.children.scope import ENROLLED, ONE_CHILD, find, within
from portal.core import clock
from portal.core.db import read_once, session
from portal.core.errors import NotFound
from portal.guardianship.gaps import CareFacts, Carer, Gap, Limits, Line, gaps_of
from portal.guardianship.limits import limits
from portal.guardianship.models import (
    AgreementEnding,
    CallTry,
    CarerCheck,
    EntrustedCareAgreement,
    GuardianshipAssessment,
    LivingSituation,
    UrgingNotice,
)
from portal.guardianship.rules import AgreementDays

Condition = ColumnElement[bool]
Paper = TypeVar("Paper", EntrustedCareAgreement, UrgingNotice)


@dataclass(frozen=True, slots=True)
class CareOf:
    """A child with the facts of its care and what is missing in it."""

    id: int
    name: str
    pinyin: str
    class_id: int | None
    sex: str
    boarding: bool
    facts: CareFacts
    gaps: Sequence[Gap]


def care_within(viewer: Viewer, *conditions: Condition, on: date | None = None, **given: Any) -> Sequence[CareOf]:
    """Children within the viewer's reach about whose care something is known, by pinyin."""
    return care_where(within(viewer, Tier.WELFARE), ENROLLED, *conditions, on=on, **given)


def care_where(*conditions: Condition, on: date | None = None, **given: Any) -> Sequence[CareOf]:
    """The same for any condition on `Child`: six statements, however many children; `given` fills the places conditions hold."""
    day = on or clock.today()
    asked = _asked(conditions, day)
    rows = session().execute(asked.children, given).all()
    if not rows:
        return []
    known, numbers = _Known(asked, day, given), limits()
    return [_care(row, known.of(row[0], row[6], row[7]), numbers) for row in rows]


@dataclass(frozen=True)
class _Asked:
    """The six statements about the children of some conditions."""

    children: Any
    checks: Any
    lives: Any
    tries: Any
    near: Any
    agreements: Any


@lru_cache(maxsize=64)
def _asked(conditions: tuple[Condition, ...], day: date) -> _Asked:
    apart = case((lives_apart(day), known_apart_since(day)))
    columns: list[Any] = [Child.id, Child.name, Child.pinyin, Child.class_id, Child.sex, Child.boarding, Child.birth_date, apart]
    asked = (*conditions, _is_spoken_of(day))
    ids = select(Child.id).where(*asked)
    agreements = select(EntrustedCareAgreement.child_id, *AGREEMENT_DAYS).outerjoin(
        AgreementEnding, AgreementEnding.agreement_id == EntrustedCareAgreement.id
    )
    return _Asked(
        children=select(*columns).where(*asked).order_by(Child.pinyin, Child.id),
        checks=_rows_of(_CHECK, CarerCheck, ids, holds_on(CarerCheck, day)),
        lives=_rows_of(_LIVING, LivingSituation, ids, holds_on(LivingSituation, day)),
        tries=_rows_of((CallTry.guardian_id, CallTry.at, CallTry.reached), CallTry, ids),
        near=_rows_of(_NEAR, Guardian, ids, holds_on(Guardian, day), ~kept_away(day)),
        agreements=agreements.where(EntrustedCareAgreement.child_id.in_(ids)),
    )


def _rows_of(columns: Sequence[Any], table: Any, ids: Any, *conditions: Any) -> Any:
    return select(*columns).where(table.child_id.in_(ids), *conditions).order_by(table.id)


def _care(row: Any, facts: CareFacts, numbers: Limits) -> CareOf:
    return CareOf(row.id, row.name, row.pinyin, row.class_id, row.sex, row.boarding, facts, gaps_of(facts, numbers))


def _is_spoken_of(day: date) -> Condition:
    tried = select(CallTry.id).where(CallTry.child_id == Child.id).correlate(Child).exists()
    known = (LivingSituation.child_id == Child.id, holds_on(LivingSituation, day))
    lives = select(LivingSituation.id).where(*known).correlate(Child).exists()
    return or_(lives_apart(day), tried, lives)


class _Known:
    """What five statements found about these children, by child."""

    def __init__(self, asked: _Asked, day: date, given: Mapping[str, Any]) -> None:
        self.day = day
        read = session().execute
        self._checks = {row.carer_id: row for row in read(asked.checks, given)}
        self._lives = {row.child_id: row for row in read(asked.lives, given)}
        self._tries = self._read_tries(read(asked.tries, given))
        self._near = self._read_near(read(asked.near, given))
        self._agreements = self._read_agreements(read(asked.agreements, given))

    def of(self, child_id: int, born: date, apart_since: date | None) -> CareFacts:
        lives, near = self._lives.get(child_id), self._near[child_id]
        return CareFacts(
            on=self.day,
            birth_date=born,
            apart_since=apart_since,
            living=lives.living if lives else None,
            living_since=lives.from_day if lives else None,
            carers=tuple(self._carer(row) for row in near if row.is_carer and row.relation not in PARENTS),
            lines=tuple(Line(row.name, self._tries.get(row.id, ())) for row in near if row.has_number),
            agreements=tuple(self._agreements.get(child_id, ())),
        )

    def _carer(self, row: Any) -> Carer:
        check = self._checks.get(row.id)
        if check is None:
            return Carer(row.id, row.name, row.from_day)
        return Carer(row.id, row.name, row.from_day, check.birth_year, check.able, check.children, check.from_day)

    def _read_near(self, rows: Iterable[Any]) -> Mapping[int, list[Any]]:
        near: dict[int, list[Any]] = defaultdict(list)
        for row in rows:
            near[row.child_id].append(row)
        return near

    def _read_tries(self, rows: Iterable[Any]) -> Mapping[int, list[tuple[date, bool]]]:
        tries: dict[int, list[tuple[date, bool]]] = defaultdict(list)
        for guardian_id, at, reached in rows:
            day = clock.local(at).date()
            if day <= self.day:
                tries[guardian_id].insert(0, (day, reached))
        return tries

    def _read_agreements(self, rows: Iterable[Any]) -> Mapping[int, list[AgreementDays]]:
        agreements: dict[int, list[AgreementDays]] = defaultdict(list)
        for child_id, *days in rows:
            agreements[child_id].append(AgreementDays(*days))
        return agreements


_NEAR = (
    Guardian.id, Guardian.child_id, Guardian.name, Guardian.relation, Guardian.is_carer, Guardian.from_day,
    Guardian.telephone.is_not(None).label("has_number"),
)  # fmt: skip
_CHECK = (CarerCheck.carer_id, CarerCheck.birth_year, CarerCheck.able, CarerCheck.children, CarerCheck.from_day)
_LIVING = (LivingSituation.child_id, LivingSituation.living, LivingSituation.from_day)

#: In the order of `AgreementDays`.
AGREEMENT_DAYS = (
    EntrustedCareAgreement.begins_on,
    EntrustedCareAgreement.review_on,
    EntrustedCareAgreement.ends_on,
    EntrustedCareAgreement.school_notified_on,
    EntrustedCareAgreement.village_notified_on,
    EntrustedCareAgreement.signed_on,
    EntrustedCareAgreement.filed_on,
    EntrustedCareAgreement.exclusions_checked_on,
    EntrustedCareAgreement.opinion_on,
    EntrustedCareAgreement.too_young,
    AgreementEnding.on,
    AgreementEnding.kind,
    EntrustedCareAgreement.carer_id,
)


def care_of(viewer: Viewer, child_id: int) -> CareOf | None:
    """One child's care; None when nothing is known that care would be about, or when it is out of reach."""
    return next(iter(care_within(viewer, ONE_CHILD, child_id=child_id)), None)


def agreement_within(viewer: Viewer, child_id: int, agreement_id: int) -> EntrustedCareAgreement:
    """An agreement of a child whose file the viewer reaches; NotFound otherwise."""
    return _of_child(EntrustedCareAgreement, viewer, child_id, agreement_id)


def notice_within(viewer: Viewer, child_id: int, notice_id: int) -> UrgingNotice:
    """An urging notice of a child whose file the viewer reaches; NotFound otherwise."""
    return _of_child(UrgingNotice, viewer, child_id, notice_id)


def _of_child(table: type[Paper], viewer: Viewer, child_id: int, row_id: int) -> Paper:
    child = find(viewer, child_id, Tier.WELFARE)
    found = session().scalar(select(table).where(table.id == row_id, table.child_id == child.id))
    if found is None:
        raise NotFound
    return found


def people_near(viewer: Viewer, child_id: int) -> Sequence[Guardian]:
    """Guardians and carers of today, in their order; NotFound when the child is out of reach."""
    child = find(viewer, child_id, Tier.WELFARE)
    theirs = (Guardian.child_id == child.id, holds_on(Guardian, clock.today()))
    return session().scalars(select(Guardian).where(*theirs).order_by(Guardian.place, Guardian.id)).all()


def person_near(viewer: Viewer, child_id: int, guardian_id: int) -> Guardian:
    """One of them; NotFound otherwise."""
    found = next((each for each in people_near(viewer, child_id) if each.id == guardian_id), None)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Papers:
    """The papers of one child's care, newest first."""

    agreements: Sequence[EntrustedCareAgreement]
    assessments: Sequence[GuardianshipAssessment]
    notices: Sequence[UrgingNotice]


def papers_of(child_id: int) -> Papers:
    """Three statements, once a page; the caller has found the child within reach."""
    return read_once(("care papers", child_id), lambda: _papers_of(child_id))


def _papers_of(child_id: int) -> Papers:
    def newest(table: Any) -> Any:
        return session().scalars(_newest(table), {"child_id": child_id}).all()

    return Papers(newest(EntrustedCareAgreement), newest(GuardianshipAssessment), newest(UrgingNotice))


@cache
def _newest(table: Any) -> Any:
    return select(table).where(table.child_id == bindparam("child_id")).order_by(table.id.desc())
