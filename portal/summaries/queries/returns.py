"""A return with its lines, findings and steps, as plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import func, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.core.db import session
from portal.core.errors import NotFound
from portal.people.models import Person
from portal.summaries.counting import ALL
from portal.summaries.lines import Line, Lines
from portal.summaries.models import Act, ChangeReason, Finding, Return, ReturnLine, ReturnStep, State

A_MONTH = timedelta(days=31)

LINE = (
    ReturnLine.indicator,
    ReturnLine.grade,
    ReturnLine.sex,
    ReturnLine.boarding,
    ReturnLine.number,
    ReturnLine.by_hand,
    ReturnLine.source,
)


WORKERS = (Permission.PREPARE_RETURN, Permission.REVIEW_RETURN, Permission.SIGN_RETURN)


def works_on_returns(viewer: Viewer) -> bool:
    """Whether the viewer has a part in making returns; others see what was signed."""
    return any(map(viewer.may, WORKERS))


def sees_true_counts(viewer: Viewer) -> bool:
    """Whether the viewer may see small counts: who reaches every child's circumstances anyway."""
    return viewer.reaches(Tier.WELFARE).whole_school


def find_return(viewer: Viewer, return_id: int) -> Return:
    """The return, or NotFound; until it is signed only those who work on it find it."""
    found = session().get(Return, return_id)
    if found is None or not (found.state is State.SIGNED or works_on_returns(viewer)):
        raise NotFound
    return found


class Listed(NamedTuple):
    """A version of a return as the list shows it."""

    id: int
    kind: str
    period: str
    edition: int
    state: State
    signed_at: datetime | None


def newest_versions(viewer: Viewer, kind: str, since: str) -> Mapping[str, Listed]:
    """The newest version of each period from a period on, as far as the viewer finds it."""
    columns = (Return.id, Return.kind, Return.period, Return.edition, Return.state, Return.signed_at)
    wanted = [Return.kind == kind, Return.period >= since]
    if not works_on_returns(viewer):
        wanted.append(Return.state == State.SIGNED)
    rows = session().execute(select(*columns).where(*wanted).order_by(Return.period.desc(), Return.edition))
    return {row.period: Listed._make(row) for row in rows}


def versions_of(viewer: Viewer, found: Return) -> Sequence[Listed]:
    """Every version for the same period the viewer finds, the newest first."""
    columns = (Return.id, Return.kind, Return.period, Return.edition, Return.state, Return.signed_at)
    same = [Return.kind == found.kind, Return.period == found.period]
    if not works_on_returns(viewer):
        same.append(Return.state == State.SIGNED)
    return [Listed._make(row) for row in session().execute(select(*columns).where(*same).order_by(Return.edition.desc()))]


def newest_version(kind: str, period: str) -> Return | None:
    """The newest version for a period, None when nobody began."""
    wanted = select(Return).where(Return.kind == kind, Return.period == period).order_by(Return.edition.desc()).limit(1)
    return session().scalar(wanted)


def lines_of_return(return_id: int) -> Lines:
    """Every count, without the children."""
    rows = session().execute(select(*LINE).where(ReturnLine.return_id == return_id).order_by(ReturnLine.id))
    return Lines.of(Line._make(row) for row in rows)


def signed_before(found: Return) -> Return | None:
    """The last signed return of an earlier period, what the paper compares with."""
    earlier = (Return.kind == found.kind, Return.period < found.period, Return.state == State.SIGNED)
    return session().scalar(select(Return).where(*earlier).order_by(Return.period.desc(), Return.edition.desc()).limit(1))


def signed_beside(found: Return) -> Sequence[Return]:
    """Signed returns of other kinds counted within a month of this one; of each period the version in force."""
    near = Return.cut_off.between(found.cut_off - A_MONTH, found.cut_off + A_MONTH)
    later = select(Return.supersedes_id).where(Return.supersedes_id.is_not(None), Return.state == State.SIGNED)
    others = (Return.kind != found.kind, Return.state == State.SIGNED, near, Return.id.not_in(later))
    return session().scalars(select(Return).where(*others).order_by(Return.cut_off.desc(), Return.id.desc())).all()


def totals_before(kind: str, period: str) -> Mapping[str, int | None]:
    """Totals of the newest return of an earlier period; nothing when there was none."""
    last = (
        select(Return.id)
        .where(Return.kind == kind, Return.period < period)
        .order_by(Return.period.desc(), Return.edition.desc())
        .limit(1)
        .scalar_subquery()
    )
    return _totals(ReturnLine.return_id == last)


def totals_of(return_id: int) -> Mapping[str, int | None]:
    """The totals of a version."""
    return _totals(ReturnLine.return_id == return_id)


def _totals(wanted: Any) -> Mapping[str, int | None]:
    total = (ReturnLine.grade == ALL, ReturnLine.sex == ALL, ReturnLine.boarding == ALL)
    rows = session().execute(select(ReturnLine.indicator, ReturnLine.number).where(wanted, *total))
    return {row.indicator: row.number for row in rows}


def changed_figures(found: Return) -> Mapping[str, tuple[int | None, int | None]]:
    """Totals that differ from the version this one takes the place of: before and now."""
    if found.supersedes_id is None:
        return {}
    before, now = totals_of(found.supersedes_id), totals_of(found.id)
    return {name: (before.get(name), count) for name, count in now.items() if before.get(name) != count}


def entries_of(return_id: int) -> Mapping[str, tuple[int, str]]:
    """Figures written in by hand, with their sources."""
    wanted = (ReturnLine.return_id == return_id, ReturnLine.by_hand, ReturnLine.number.is_not(None))
    rows = session().execute(select(ReturnLine.indicator, ReturnLine.number, ReturnLine.source).where(*wanted))
    return {row.indicator: (row.number, row.source) for row in rows}


def findings_of(return_id: int) -> Sequence[Finding]:
    """What does not balance, explained or not, in the order of the rules."""
    return session().scalars(select(Finding).where(Finding.return_id == return_id).order_by(Finding.id)).all()


def open_findings(return_id: int) -> int:
    """How many findings wait for an explanation."""
    waiting = (Finding.return_id == return_id, Finding.explained_at.is_(None))
    return session().scalar(select(func.count()).select_from(Finding).where(*waiting)) or 0


def reasons_of(return_id: int) -> Mapping[str, ChangeReason]:
    """Why figures differ from the version before, by indicator."""
    rows = session().scalars(select(ChangeReason).where(ChangeReason.return_id == return_id))
    return {reason.indicator: reason for reason in rows}


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody did to a return."""

    act: Act
    at: datetime
    by: str
    reason: str


def steps_of(return_id: int) -> Sequence[Step]:
    """Every step, the first one first."""
    rows = session().execute(
        select(ReturnStep.act, ReturnStep.at, Person.name, ReturnStep.reason)
        .outerjoin(Person, ReturnStep.by_id == Person.id)
        .where(ReturnStep.return_id == return_id)
        .order_by(ReturnStep.id)
    )
    return [Step(row.act, row.at, row.name or "", row.reason or "") for row in rows]


def superseded_by(found: Return) -> Sequence[Return]:
    """The signed versions of the same period this one comes after, the last one first."""
    same = (Return.kind == found.kind, Return.period == found.period, Return.edition < found.edition, Return.state == State.SIGNED)
    return session().scalars(select(Return).where(*same).order_by(Return.edition.desc())).all()
