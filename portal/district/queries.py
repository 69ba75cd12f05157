"""What the receiver's pages show: a fixed number of statements, however many schools."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from portal.core.db import session
from portal.core.errors import NotFound
from portal.district.judging import TOTAL
from portal.district.models import Refusal, School, State, Submission, Sums
from portal.district.sums import Added, cell_name
from portal.exchange.message import ALL
from portal.summaries.definitions import ReturnForm

SHOWN = 50


@dataclass(frozen=True)
class Line:
    """A school and what it sent for a period: the version in force or handed back, None when nothing came."""

    school_id: int
    code: str
    name: str
    submission_id: int | None
    edition: int | None
    state: State | None
    received_at: datetime | None


@dataclass(frozen=True)
class Overview:
    """How many schools may send, how many have, and one page of the list."""

    schools: int
    sent: int
    returned: int
    lines: Sequence[Line]

    @property
    def missing(self) -> int:
        """Schools nothing in force has come from."""
        return self.schools - self.sent


def overview(kind: str, period: str, *, only_missing: bool, page: int) -> Overview:
    """Three statements."""
    of = and_(
        Submission.school_id == School.id,
        Submission.kind == kind,
        Submission.period == period,
        Submission.state != State.SUPERSEDED,
    )
    counts = select(func.count(School.id), func.count(Submission.id).filter(Submission.state == State.ACCEPTED),
                    func.count(Submission.id).filter(Submission.state == State.RETURNED))  # fmt: skip
    schools, sent, returned = session().execute(counts.outerjoin(Submission, of).where(School.closed_at.is_(None))).one()
    columns: list[Any] = [
        School.id,
        School.code,
        School.name,
        Submission.id,
        Submission.edition,
        Submission.state,
        Submission.received_at,
    ]
    found = select(*columns).outerjoin(Submission, of).where(School.closed_at.is_(None)).order_by(School.code)
    if only_missing:
        found = found.where(Submission.id.is_(None))
    rows = session().execute(found.offset((page - 1) * SHOWN).limit(SHOWN))
    return Overview(schools, sent, returned, [Line(*row) for row in rows])


def enrolled(asked: str, page: int) -> tuple[Sequence[School], int]:
    """Schools that may send, by code, found by code or name; one page of them and how many there are. Two statements."""
    here: list[ColumnElement[bool]] = [School.closed_at.is_(None)]
    if asked:
        here.append(or_(School.code.contains(asked, autoescape=True), School.name.contains(asked, autoescape=True)))
    count = session().scalar(select(func.count(School.id)).where(*here)) or 0
    found = select(School).where(*here).order_by(School.code).offset((page - 1) * SHOWN).limit(SHOWN)
    return session().scalars(found).all(), count


@dataclass(frozen=True)
class Sum:
    """One figure of all schools: what they show, how many count it, how many hide theirs; by grade in the order asked."""

    indicator: str
    name: str
    total: int
    schools: int
    hidden: int
    by_grade: Sequence[tuple[int, int] | None]


@dataclass(frozen=True)
class Totals:
    """All figures of a period; one statement."""

    schools: int
    grades: Sequence[str]
    sums: Sequence[Sum]


def totals(form: ReturnForm, period: str) -> Totals:
    """Read from sums kept up to date, so that the page costs the same for five schools and five thousand."""
    row = session().execute(select(Sums.schools, Sums.sums).where(Sums.kind == form.id, Sums.period == period)).one_or_none()
    empty: tuple[int, Added] = (0, {})
    schools, sums = row or empty
    grades = sorted({name.split("/")[0] for of in sums.values() for name in of if _is_grade(name)}, key=_order)
    lines = [
        _sum(indicator.id, str(indicator.name), sums[indicator.id], grades) for indicator in form.indicators if indicator.id in sums
    ]
    return Totals(schools, grades, lines)


def _is_grade(name: str) -> bool:
    grade, sex, boarding = name.split("/")
    return grade != ALL and sex == boarding == ALL


def _order(grade: str) -> tuple[int, str]:
    return (int(grade), "") if grade.isdigit() else (99, grade)


def _sum(indicator: str, name: str, of: Mapping[str, Sequence[int]], grades: Sequence[str]) -> Sum:
    total, schools, hidden = of.get(cell_name(TOTAL), (0, 0, 0))
    cells = [of.get(cell_name((grade, ALL, ALL))) for grade in grades]
    return Sum(indicator, name, total, schools, hidden, [(cell[0], cell[2]) if cell else None for cell in cells])


def periods(kind: str) -> Sequence[str]:
    """Periods something was sent for, newest first; one statement."""
    return session().scalars(select(Sums.period).where(Sums.kind == kind).order_by(Sums.period.desc()).limit(24)).all()


def submission(number: int) -> tuple[Submission, School]:
    """A version as it was sent, and whose it is; NotFound otherwise."""
    found = session().execute(select(Submission, School).join(School).where(Submission.id == number)).one_or_none()
    if found is None:
        raise NotFound
    return found[0], found[1]


def school(number: int) -> School:
    """An enrolled school; NotFound otherwise."""
    found = session().get(School, number)
    if found is None:
        raise NotFound
    return found


def refusals() -> Sequence[Refusal]:
    """The last letters that were not taken."""
    return session().scalars(select(Refusal).order_by(Refusal.id.desc()).limit(200)).all()


def last_period(every: str, today: date) -> str:
    """The month, or the term by the usual calendar, that ended last."""
    if every == "month":
        return f"{today.year - (today.month == 1)}-{(today.month - 2) % 12 + 1:02d}"
    return f"{today.year - 1}-T{2 if today.month >= 8 else 1}" if today.month >= 2 else f"{today.year - 2}-T2"


def due_on(period: str, day: int) -> date:
    """The day of the following month by which a return is due; terms end in January and July."""
    year, month = int(period[:4]), {"T1": 13, "T2": 19}.get(period[5:]) or int(period[5:7])
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year + month // 12, month % 12 + 1, day)
