"""Who came, by list or by code; with whom the school spoke afterwards; lessons brought to the home."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.courses.models.sessions import (
    AbsenceContact,
    Attending,
    GuidanceSession,
    HomeLesson,
    SessionAttendance,
    SessionClass,
    SessionInvitation,
)
from portal.courses.queries.catalogue import shelf
from portal.courses.queries.sessions import families, reaches_classes
from portal.journal.operations import record

Marks = Mapping[int, Attending | None]


def note_attendance(found: GuidanceSession, class_id: int, marks: Marks, *, complete: bool, by: Viewer) -> None:
    """The list of a class as it was filled in; `complete` says that whoever is not marked was not there."""
    place = session().scalar(
        select(SessionClass)
        .where(SessionClass.session_id == found.id, SessionClass.class_id == class_id, reaches_classes(by))
        .with_for_update()
    )
    if place is None:
        raise NotFound
    if found.cancelled_at is not None:
        raise Refused(_l("This session was cancelled."))
    if found.day > clock.today():
        raise Refused(_l("The session has not begun yet."))
    for family in families(by, found.id, class_id):
        if family.child_id in marks and marks[family.child_id] is not family.attending:
            _mark(found.id, family.child_id, marks[family.child_id], by)
    if complete and place.taken_at is None:
        place.taken_at, place.taken_by_id = clock.now(), by.person_id
        record("courses.attendance_complete", subject=found, by=by)


def _mark(session_id: int, child_id: int, attending: Attending | None, by: Viewer) -> None:
    """Earlier marks of the family are taken back, and stay to be read."""
    of = (SessionAttendance.session_id == session_id, SessionAttendance.child_id == child_id)
    for earlier in session().scalars(select(SessionAttendance).where(*of, SessionAttendance.withdrawn_at.is_(None))):
        earlier.withdrawn_at, earlier.withdrawn_by_id = clock.now(), by.person_id
        record("courses.attendance_withdrawn", subject=earlier, child_id=child_id, by=by)
    if attending is not None:
        _attend(session_id, child_id, attending, by_code=False, by=by)


def _attend(session_id: int, child_id: int, attending: Attending, *, by_code: bool, by: Viewer) -> None:
    made = SessionAttendance(
        session_id=session_id,
        child_id=child_id,
        attending=attending,
        by_code=by_code,
        at=clock.now(),
        recorded_by_id=by.person_id,
    )
    session().add(made)
    record("courses.attended", subject=made, child_id=child_id, by=by)


def come_by_code(code: str, attending: Attending, *, by: Viewer) -> int:
    """The family says that it is here, for each of its invited children; returns for how many. Twice changes nothing."""
    found = session().scalar(
        select(GuidanceSession).where(GuidanceSession.code == code, GuidanceSession.cancelled_at.is_(None)).with_for_update()
    )
    if found is None:
        raise NotFound
    if found.day != clock.today():
        raise Refused(_l("The code counts on the day of the session only."))
    own = sorted(by.reaches(Tier.DIRECTORY).child_ids)
    invited = session().scalars(
        select(SessionInvitation.child_id).where(SessionInvitation.session_id == found.id, SessionInvitation.child_id.in_(own))
    )
    there = select(SessionAttendance.child_id).where(
        SessionAttendance.session_id == found.id, SessionAttendance.withdrawn_at.is_(None)
    )
    children, known = list(invited), set(session().scalars(there))
    for child_id in children:
        if child_id not in known:
            _attend(found.id, child_id, attending, by_code=True, by=by)
    return len(children)


def note_absence_contact(session_id: int, child: Child, client_id: str, day: date, words: str, *, by: Viewer) -> None:
    """The school spoke with an absent family; the same client id makes it once."""
    if session().scalar(select(AbsenceContact.id).where(AbsenceContact.client_id == client_id)) is not None:
        return
    invited = (SessionInvitation.session_id == session_id, SessionInvitation.child_id == child.id)
    if session().scalar(select(SessionInvitation.id).where(*invited)) is None:
        raise NotFound
    if day > clock.today():
        raise Refused(_l("The day cannot lie in the future."), field="day")
    made = AbsenceContact(
        client_id=client_id, session_id=session_id, child_id=child.id, day=day, words=words, at=clock.now(), by_id=by.person_id
    )
    session().add(made)
    record("courses.absence_contact", subject=made, child_id=child.id, by=by)


@dataclass(frozen=True)
class Brought:
    """A lesson brought to the home, as it was written down."""

    client_id: str
    slug: str
    day: date
    who: str
    note: str
    on_paper: bool
    session_id: int | None = None


def record_home_lesson(child: Child, brought: Brought, *, by: Viewer) -> HomeLesson:
    """Keep a lesson brought to the home; the same client id makes the same record once."""
    known = session().scalar(select(HomeLesson).where(HomeLesson.client_id == brought.client_id))
    if known is not None:
        if (known.child_id, known.by_id) != (child.id, by.person_id):
            raise Refused(_l("This form was used before. Open a new one."))
        return known
    lesson = shelf().lessons.get(brought.slug)
    if lesson is None:
        raise Refused(_l("This lesson is not on offer."), field="slug")
    if brought.day > clock.today():
        raise Refused(_l("The day cannot lie in the future."), field="day")
    made = HomeLesson(
        client_id=brought.client_id,
        child_id=child.id,
        session_id=_invited_to(child, brought.session_id),
        slug=lesson.id,
        title=lesson.title,
        day=brought.day,
        on_paper=brought.on_paper,
        who=brought.who,
        note=brought.note or None,
        at=clock.now(),
        by_id=by.person_id,
    )
    session().add(made)
    record("courses.home_lesson", subject=made, child_id=child.id, by=by)
    return made


def _invited_to(child: Child, session_id: int | None) -> int | None:
    """The session it makes up for, when the family was invited to it."""
    of = (SessionInvitation.session_id == session_id, SessionInvitation.child_id == child.id)
    return session().scalar(select(SessionInvitation.session_id).where(*of)) if session_id else None


def withdraw_home_lesson(found: HomeLesson, why: str, *, by: Viewer) -> None:
    """It was recorded by mistake; only who wrote it takes it back."""
    if found.by_id != by.person_id:
        raise Refused(_l("Only who recorded it can withdraw it."))
    found.withdrawn_at, found.withdrawn_by_id, found.withdrawn_why = clock.now(), by.person_id, why
    record("courses.home_lesson_withdrawn", subject=found, child_id=found.child_id, by=by)
