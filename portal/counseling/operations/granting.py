"""Letting somebody else read sealed notes: a named supervisor, or the principal in need; with reason, end and notice."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.counseling.codes import GrantKind
from portal.counseling.models import Case, Grant, Participant, Session
from portal.counseling.queries.people import counsels
from portal.journal.operations import record
from portal.school.queries import number

SHORTEST_REASON = 10


def grant_supervision(case: Case, reader_id: int, reason: str, days: int, *, by: Viewer) -> Grant:
    """The author's own signed notes of one case, for a colleague who counsels too."""
    if reader_id == by.person_id or not session().scalar(select(counsels(reader_id))):
        raise Refused(_l("Choose another counselor of this school."), field="reader")
    longest = number("counseling.supervision_days")
    if not 1 <= days <= longest:
        raise Refused(_l("Choose at most %(days)s days.", days=longest), field="days")
    until = clock.now() + timedelta(days=days)
    return _grant("counseling.supervision_granted", GrantKind.SUPERVISION, case, (by.person_id, reader_id), reason, until, by)


def open_in_need(case_id: int, reason: str, hours: int, *, by: Viewer) -> None:
    """The principal reads what is sealed, for some hours; each author is told and takes note."""
    case = session().get(Case, case_id) if Role.PRINCIPAL in by.roles else None
    if case is None:
        raise NotFound
    if len(reason) < SHORTEST_REASON:
        raise Refused(_l("Write in a sentence why it cannot wait; the counselor reads it."), field="reason")
    longest = number("counseling.emergency_hours")
    if not 1 <= hours <= longest:
        raise Refused(_l("Choose at most %(count)s hours.", count=longest), field="hours")
    authors = (
        select(Session.author_id)
        .join(Participant, Participant.session_id == Session.id)
        .where(Participant.child_id == case.child_id, Session.signed_at.is_not(None))
    )
    until = clock.now() + timedelta(hours=hours)
    for author_id in sorted({case.owner_id, *session().scalars(authors)}):
        _grant("counseling.notes_opened", GrantKind.EMERGENCY, case, (author_id, by.person_id), reason, until, by)


def _grant(event: str, kind: GrantKind, case: Case, between: tuple[int, int], reason: str, until: datetime, by: Viewer) -> Grant:
    author_id, reader_id = between
    made = Grant(
        kind=kind,
        case_id=case.id,
        author_id=author_id,
        reader_id=reader_id,
        reason=reason,
        from_at=clock.now(),
        until_at=until,
    )
    session().add(made)
    session().flush()
    record(event, subject=made, child_id=case.child_id, by=by)
    return made


def end_grant(grant: Grant, *, by: Viewer) -> None:
    """The need is over: the author of the notes or whoever reads them ends it early."""
    if by.person_id not in (grant.author_id, grant.reader_id):
        raise NotFound
    if grant.kind is GrantKind.EMERGENCY and by.person_id != grant.reader_id:
        raise Refused(_l("Whoever opened it closes it."))
    if grant.ended_at is None:
        grant.ended_at = clock.now()
        session().flush()
        record("counseling.grant_ended", subject=grant, by=by)


def take_note(grant: Grant, *, by: Viewer) -> None:
    """The author has read that the principal opened the notes, and why."""
    if by.person_id != grant.author_id or grant.kind is not GrantKind.EMERGENCY:
        raise NotFound
    if grant.acknowledged_at is None:
        grant.acknowledged_at = clock.now()
        session().flush()
        record("counseling.grant_noted", subject=grant, by=by)
