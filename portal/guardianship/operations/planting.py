"""Care in the demo school: most carers have their papers, and a few gaps of every kind are planted and listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import insert, select

from portal.children.dated import holds_on
from portal.children.figures import PARENTS
from portal.children.models import Child, Enrolment, Guardian
from portal.children.queries.apart import lives_apart
from portal.core import clock
from portal.core.db import session
from portal.guardianship.gaps import ALONE_UNDER, UNATTENDED_UNDER, GapKind
from portal.guardianship.models import CallTry, CarerCheck, EntrustedCareAgreement, Health, Living, LivingSituation
from portal.guardianship.rules import EXCLUSIONS
from portal.school.models import SchoolClass

CLASS_TO_TRY = "2022101"  # its teacher can be tried, so it comes first
DAY = timedelta(days=1)
DAYS_OF_GAPS = {
    GapKind.AGREEMENT_EXPIRED: {"ends_on": -3, "review_on": -3},
    GapKind.AGREEMENT_REVIEW: {"ends_on": 200, "review_on": 6},
}
CHECKS: dict[GapKind, dict[str, Any]] = {
    GapKind.CARER_UNFIT: {"able": False, "health": Health.ILL},
    GapKind.CARER_TOO_OLD: {"birth_year": -76},
    GapKind.CARER_TOO_MANY: {"children": 6},
}


@dataclass(frozen=True)
class Cared:
    """A child with a carer who is no parent, and every number on file."""

    child_id: int
    born: date
    carer_id: int
    lines: Sequence[int]

    def is_under(self, years: int) -> bool:
        today = clock.today()
        return self.born.replace(year=self.born.year + years, day=min(self.born.day, 28)) > today


def planted_gaps() -> Mapping[int, GapKind]:
    """Which child has which gap, as planted: what the detector must find, and no other (the census list aside)."""
    left, found = list(_cared()), {}
    for kind in (kind for kind in GapKind if kind is not GapKind.CARER_UNKNOWN):
        fit = next((one for one in left if _fits(kind, one)), None)
        if fit is not None:
            left.remove(fit)
            found[fit.child_id] = kind
    return found


def plant_care() -> None:
    """Agreements and checks for every known carer, then the gaps."""
    cared, planted = _cared(), planted_gaps()
    if not cared:
        return
    missing = {child_id for child_id, kind in planted.items() if kind is GapKind.AGREEMENT_MISSING}
    agreements = [_agreement(one, planted.get(one.child_id)) for one in cared if one.child_id not in missing]
    session().execute(insert(EntrustedCareAgreement), agreements)
    session().execute(insert(CarerCheck), [_check(one, planted.get(one.child_id)) for one in cared])
    session().add_all(row for one in cared for row in _observed(one, planted.get(one.child_id)))


def _fits(kind: GapKind, one: Cared) -> bool:
    if kind is GapKind.UNATTENDED:
        return one.is_under(UNATTENDED_UNDER)
    if kind is GapKind.ALONE:
        return one.is_under(ALONE_UNDER)
    return len(one.lines) > (1 if kind is GapKind.TELEPHONE_FAILING else 0)


def _cared() -> Sequence[Cared]:
    """Those whose carer the registry names, the class to try first."""
    today = clock.today()
    found = (
        select(Child.id, Child.birth_date, Guardian.id, Guardian.relation, Guardian.is_carer, Guardian.telephone.is_not(None))
        .join(Guardian, Guardian.child_id == Child.id)
        .outerjoin(SchoolClass, SchoolClass.id == Child.class_id)
        .where(lives_apart(today), Child.enrolment == Enrolment.ENROLLED, holds_on(Guardian, today))
        .order_by(SchoolClass.number != CLASS_TO_TRY, Child.id, Guardian.place, Guardian.id)
    )
    near: dict[int, list[Any]] = {}
    for row in session().execute(found):
        near.setdefault(row[0], []).append(row)
    return [
        Cared(child_id, rows[0][1], carers[0], [row[2] for row in rows if row[5]])
        for child_id, rows in near.items()
        if (carers := [row[2] for row in rows if row[4] and row[3] not in PARENTS])
    ]


def _agreement(one: Cared, kind: GapKind | None) -> dict[str, Any]:
    today = clock.today()
    begun = today - timedelta(days=120)
    after = DAYS_OF_GAPS.get(kind, {"ends_on": 300, "review_on": 120}) if kind else {"ends_on": 300, "review_on": 120}
    done = dict.fromkeys(
        ("exclusions_checked_on", "opinion_on", "school_notified_on", "village_notified_on", "signed_on", "filed_on"), begun
    )
    return {
        "child_id": one.child_id,
        "carer_id": one.carer_id,
        "reason": _("Both parents work elsewhere"),
        "exclusions": dict.fromkeys(EXCLUSIONS, "no"),
        "too_young": False,
        "begins_on": begun,
        "created_at": clock.begin_of(begun),
        "version": 1,
        **done,
        **{name: today + days * DAY for name, days in after.items()},
    }


def _check(one: Cared, kind: GapKind | None) -> dict[str, Any]:
    today = clock.today()
    known: dict[str, Any] = {
        "birth_year": -58 - one.child_id % 10,
        "able": True,
        "children": 1 + one.child_id % 3,
        "health": Health.GOOD,
    }
    known |= CHECKS.get(kind, {}) if kind else {}
    known["birth_year"] = today.year + known["birth_year"]  # ages are written as years ago
    times = {"from_day": today - 30 * DAY, "recorded_at": clock.now()}
    return {"child_id": one.child_id, "carer_id": one.carer_id, **known, **times}


def _observed(one: Cared, kind: GapKind | None) -> Iterator[CallTry | LivingSituation]:
    now = clock.now()
    if kind in (GapKind.ALONE, GapKind.UNATTENDED):
        living = Living.ALONE if kind is GapKind.ALONE else Living.UNATTENDED
        yield LivingSituation(child_id=one.child_id, living=living, from_day=clock.today(), recorded_at=now)
    failing = {GapKind.TELEPHONE_FAILING: one.lines[:1], GapKind.NOBODY_REACHABLE: one.lines}.get(kind, ()) if kind else ()
    for guardian_id in failing:
        for days in (2, 1):
            yield CallTry(child_id=one.child_id, guardian_id=guardian_id, reached=False, at=now - days * DAY)
