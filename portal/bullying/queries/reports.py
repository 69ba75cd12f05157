"""Reports as those who told them and those who receive them see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, false, or_, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.codes import normal_code
from portal.bullying.models.cases import BullyingCase
from portal.bullying.models.reports import BullyingReport, Channel, Outcome, ReportMessage, ReportPicture, ReportTriage, Safety
from portal.bullying.queries.case_file import files_of
from portal.bullying.queries.reach import open_to
from portal.bullying.rules.masking import redacted
from portal.core.db import session
from portal.core.errors import NotFound
from portal.core.pagination import Page, page_of_rows
from portal.people.models import Person

NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Listed:
    """A report in a list; `answered` is False while the last word is the reporter's."""

    id: int
    channel: Channel
    received_on: date
    received_at: datetime | None
    safety: Safety
    own: bool
    outcome: Outcome | None
    answered: bool

    @property
    def open(self) -> bool:
        """Nobody decided yet, or more has to be known."""
        return self.outcome in (None, Outcome.ASKED)


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the talk; `by` is the member of the school who wrote it."""

    from_school: bool
    words: str
    on: date
    at: datetime | None
    by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A triage as it is read later."""

    outcome: Outcome
    reason: str
    case_id: int | None
    at: datetime
    by: str


def receives(viewer: Viewer) -> ColumnElement[bool]:
    """The reports a viewer receives: all, but those kept from a role they hold, and those whose case is shut to them."""
    if not viewer.may(Permission.HANDLE_BULLYING):
        return false()
    shut = select(BullyingCase.id).where(BullyingCase.report_id == BullyingReport.id, ~open_to(viewer)).exists()
    return and_(or_(BullyingReport.kept_from.is_(None), BullyingReport.kept_from.not_in(sorted(viewer.roles))), ~shut)


def seen(viewer: Viewer) -> ColumnElement[bool]:
    """Those the viewer told, and those the viewer receives."""
    return or_(BullyingReport.reporter_id == viewer.person_id, receives(viewer))


def has_case() -> ColumnElement[bool]:
    """Whether a case was opened from the report of the row."""
    return select(BullyingCase.id).where(BullyingCase.report_id == BullyingReport.id).exists()


def cases_from(viewer: Viewer, report_id: int) -> Sequence[tuple[int, str]]:
    """Cases opened from a report already found or to which it was joined, that the viewer may open."""
    numbers = select(BullyingCase.id, BullyingCase.number).where(_led_to(report_id), open_to(viewer))
    return [(row[0], row[1]) for row in session().execute(numbers.order_by(BullyingCase.id))]


def _led_to(report_id: int) -> ColumnElement[bool]:
    joined = select(ReportTriage.case_id).where(ReportTriage.report_id == report_id, ReportTriage.case_id.is_not(None))
    return or_(BullyingCase.report_id == report_id, BullyingCase.id.in_(joined))


def case_numbered(viewer: Viewer, number: str) -> int | None:
    """The case of a number, when the viewer may open it."""
    return session().scalar(select(BullyingCase.id).where(BullyingCase.number == number.strip(), open_to(viewer)))


def newest_outcome() -> ColumnElement[Any]:
    """What was decided last on the report of the row."""
    of_it = select(ReportTriage.outcome).where(ReportTriage.report_id == BullyingReport.id)
    return of_it.order_by(ReportTriage.id.desc()).limit(1).correlate(BullyingReport).scalar_subquery()


def school_spoke_last() -> ColumnElement[Any]:
    """Whether the last word of the talk is the school's; empty where nobody said anything."""
    of_it = select(ReportMessage.from_school).where(ReportMessage.report_id == BullyingReport.id)
    return of_it.order_by(ReportMessage.id.desc()).limit(1).correlate(BullyingReport).scalar_subquery()


def reports(viewer: Viewer, number: int, *, only_open: bool = False) -> Page[Listed]:
    """Reports the viewer told or receives, newest first; one statement."""
    outcome = newest_outcome()
    columns: list[Any] = [
        BullyingReport.id,
        BullyingReport.channel,
        BullyingReport.received_on,
        BullyingReport.received_at,
        BullyingReport.safety,
        BullyingReport.reporter_id == viewer.person_id,
        outcome,
        school_spoke_last(),
        has_case(),
    ]
    found = select(*columns).where(seen(viewer))
    if only_open:
        found = found.where(or_(outcome.is_(None), outcome == Outcome.ASKED), ~has_case())
    page = page_of_rows(found.order_by(BullyingReport.received_on.desc(), BullyingReport.id.desc()), number)
    listed = [_listed(*row) for row in page.items]
    return Page(listed, page.number, page.total, page.size)


def _listed(id_: int, channel: Channel, on: date, at: datetime | None, safety: Safety, *rest: Any) -> Listed:
    own, outcome, spoke, opened = rest
    return Listed(id_, channel, on, at, safety, bool(own), _outcome(outcome, opened), spoke is not False)


def _outcome(value: Any, has_a_case: object) -> Outcome | None:
    """A case that was opened says what was decided, whatever was asked before."""
    if has_a_case:
        return Outcome.CASE
    return Outcome(value) if value else None


def report_seen(viewer: Viewer, report_id: int) -> BullyingReport:
    """A report the viewer told or receives, NotFound otherwise."""
    return _found(select(BullyingReport).where(BullyingReport.id == report_id, seen(viewer)))


def report_received(viewer: Viewer, report_id: int) -> BullyingReport:
    """A report the viewer receives, NotFound otherwise."""
    return _found(select(BullyingReport).where(BullyingReport.id == report_id, receives(viewer)))


def report_of_code(code: str | None) -> BullyingReport | None:
    """The report somebody holds the code of."""
    plain = normal_code(code)
    return session().scalar(select(BullyingReport).where(BullyingReport.tracking == plain)) if plain else None


def _found(asked: Any) -> BullyingReport:
    report: BullyingReport | None = session().scalar(asked)
    if report is None:
        raise NotFound
    return report


def pictures_of(report_id: int) -> Sequence[int]:
    """Ids of the pictures of a report already found."""
    return session().scalars(select(ReportPicture.id).where(ReportPicture.report_id == report_id).order_by(ReportPicture.id)).all()


def picture(report_id: int, picture_id: int) -> ReportPicture:
    """One picture of a report already found."""
    found = session().scalar(select(ReportPicture).where(ReportPicture.id == picture_id, ReportPicture.report_id == report_id))
    if found is None:
        raise NotFound
    return found


def talk_of(report_id: int, names: Mapping[str, str] = NOBODY) -> Sequence[Said]:
    """The talk about a report already found, in its order; of `names` nothing stands in what the school says."""
    columns = (ReportMessage.from_school, ReportMessage.words, ReportMessage.on, ReportMessage.at, Person.name)
    found = select(*columns).outerjoin(Person, Person.id == ReportMessage.by_id).where(ReportMessage.report_id == report_id)
    rows = session().execute(found.order_by(ReportMessage.id))
    return [Said(school, redacted(words, names) if school else words, on, at, by or "") for school, words, on, at, by in rows]


def names_kept_from(report_id: int, own: Collection[int] = ()) -> Mapping[str, str]:
    """For whoever told it: everybody in the cases it led to and what stands for them, but for the `own` children."""
    cases = session().scalars(select(BullyingCase).where(_led_to(report_id)).order_by(BullyingCase.id)).all()
    names: dict[str, str] = {}
    for file in files_of(cases) if cases else ():
        side = next((one for one in file.sides if one.party.child_id in own), None)
        names |= file.masks(side.party.id if side else None)
    return names


def decisions_of(report_id: int) -> Sequence[Decision]:
    """What was decided on a report already found, the newest first."""
    columns = (ReportTriage.outcome, ReportTriage.reason, ReportTriage.case_id, ReportTriage.at, Person.name)
    found = select(*columns).join(Person, Person.id == ReportTriage.by_id).where(ReportTriage.report_id == report_id)
    return [Decision(*row) for row in session().execute(found.order_by(ReportTriage.id.desc()))]
