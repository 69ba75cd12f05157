"""The conditions of the parents' school: who came, who made up, with whom the school spoke; whom guidance reached."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment, Guardian
from portal.core import clock
from portal.courses.models.learning import LessonCompletion
from portal.courses.models.sessions import (
    AbsenceContact,
    GuidanceSession,
    HomeLesson,
    SessionAttendance,
    SessionClass,
    SessionInvitation,
)

NOT_CANCELLED = GuidanceSession.cancelled_at.is_(None)


def came() -> ColumnElement[bool]:
    """The condition on `SessionInvitation`: somebody of the family was there, in the room or by video."""
    of = and_(
        SessionAttendance.session_id == SessionInvitation.session_id,
        SessionAttendance.child_id == SessionInvitation.child_id,
        SessionAttendance.withdrawn_at.is_(None),
    )
    return select(SessionAttendance.id).where(of).correlate(SessionInvitation).exists()


def made_up() -> ColumnElement[bool]:
    """The condition on `SessionInvitation` and its `GuidanceSession`: the lesson was brought home or learned since."""
    home = and_(
        HomeLesson.child_id == SessionInvitation.child_id,
        HomeLesson.withdrawn_at.is_(None),
        or_(
            HomeLesson.session_id == SessionInvitation.session_id,
            (HomeLesson.slug == GuidanceSession.lesson_slug) & (HomeLesson.day >= GuidanceSession.day),
        ),
    )
    learned = (
        select(LessonCompletion.id)
        .join(Guardian, Guardian.person_id == LessonCompletion.person_id)
        .where(Guardian.child_id == SessionInvitation.child_id, LessonCompletion.slug == GuidanceSession.lesson_slug)
        .where(LessonCompletion.at >= GuidanceSession.day)
    )
    return or_(
        select(HomeLesson.id).where(home).correlate(SessionInvitation, GuidanceSession).exists(),
        learned.correlate(SessionInvitation, GuidanceSession).exists(),
    )


def spoken_with() -> ColumnElement[bool]:
    """The condition on `SessionInvitation`: the school spoke with the absent family."""
    of = (AbsenceContact.session_id == SessionInvitation.session_id, AbsenceContact.child_id == SessionInvitation.child_id)
    return select(AbsenceContact.id).where(*of).correlate(SessionInvitation).exists()


def absent() -> ColumnElement[bool]:
    """Invited, and neither there nor made up for."""
    return ~came() & ~made_up()


def here() -> ColumnElement[bool]:
    """The child is still on the roll: families that left are asked nothing."""
    on_roll = (Child.id == SessionInvitation.child_id, Child.enrolment == Enrolment.ENROLLED)
    return select(Child.id).where(*on_roll).correlate(SessionInvitation).exists()


def open_absences() -> ColumnElement[int]:
    """How many absent families of a class nobody spoke with yet, as a column over `SessionClass` and `GuidanceSession`."""
    of_class = (SessionInvitation.session_id == SessionClass.session_id, SessionInvitation.class_id == SessionClass.class_id)
    found = select(func.count(SessionInvitation.id)).where(*of_class, absent(), ~spoken_with(), here())
    return found.correlate(SessionClass, GuidanceSession).scalar_subquery()


def reached(since: date, until: date) -> ColumnElement[bool]:
    """The condition on `Child`: guidance reached the family in a period, at school, at home or in the portal."""
    attended = (
        select(SessionAttendance.id)
        .join(GuidanceSession, GuidanceSession.id == SessionAttendance.session_id)
        .where(SessionAttendance.child_id == Child.id, SessionAttendance.withdrawn_at.is_(None))
        .where(GuidanceSession.day.between(since, until))
    )
    brought = select(HomeLesson.id).where(
        HomeLesson.child_id == Child.id, HomeLesson.withdrawn_at.is_(None), HomeLesson.day.between(since, until)
    )
    begin, end = clock.begin_of(since), clock.begin_of(until + timedelta(days=1))
    learned = (
        select(LessonCompletion.id)
        .join(Guardian, Guardian.person_id == LessonCompletion.person_id)
        .where(Guardian.child_id == Child.id, holds_on(Guardian, until), LessonCompletion.at >= begin, LessonCompletion.at < end)
    )
    return or_(*(each.correlate(Child).exists() for each in (attended, brought, learned)))
