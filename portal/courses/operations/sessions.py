"""Sessions of the parents' school: planned once, families invited, changed, cancelled."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import insert, literal, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Enrolment, Guardian
from portal.children.orders import kept_away
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Difference, Refused, require_version
from portal.courses.models.sessions import Answer, GuidanceSession, SessionClass, SessionForm, SessionInvitation
from portal.courses.queries.catalogue import shelf
from portal.journal.operations import record
from portal.outbox.operations import queue

KIND = "courses.invitation"


@dataclass(frozen=True)
class Planned:
    """A session as it was written down."""

    title: str
    day: date
    begins: str
    place: str
    form: SessionForm
    host: str
    lesson_slug: str


def plan_session(client_id: str, planned: Planned, class_ids: Collection[int], *, path: str, by: Viewer) -> GuidanceSession:
    """Make a session and invite the families of its classes; the same client id makes it once."""
    known = session().scalar(select(GuidanceSession).where(GuidanceSession.client_id == client_id))
    if known is not None:
        if known.made_by_id != by.person_id:
            raise Refused(_l("This form was used before. Open a new one."))
        return known
    _check(planned)
    _check_classes(class_ids, by)
    made = GuidanceSession(
        **planned.__dict__ | {"lesson_slug": planned.lesson_slug or None},
        client_id=client_id,
        code=secrets.token_urlsafe(12),
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    session().add_all(SessionClass(session_id=made.id, class_id=class_id) for class_id in sorted(class_ids))
    session().flush()
    record("courses.session_planned", subject=made, by=by)
    invite(made, path=path)
    return made


def _check(planned: Planned) -> None:
    if planned.lesson_slug and planned.lesson_slug not in shelf().lessons:
        raise Refused(_l("This lesson is not on offer."), field="lesson_slug")


def _check_classes(class_ids: Collection[int], by: Viewer) -> None:
    reach = by.reaches(Tier.SCHOOLING)
    if not class_ids:
        raise Refused(_l("Choose at least one class"), field="class_ids")
    if not reach.whole_school and not set(class_ids) <= by.homeroom_ids:
        raise Refused(_l("Only your own class can be invited by you."), field="class_ids")


def invite(made: GuidanceSession, *, path: str) -> None:
    """Invite every family of the classes that is not invited yet, and let them know that something waits."""
    classes = select(SessionClass.class_id).where(SessionClass.session_id == made.id)
    invited = select(SessionInvitation.child_id).where(SessionInvitation.session_id == made.id)
    children = select(literal(made.id), Child.id, Child.class_id).where(
        Child.class_id.in_(classes), Child.enrolment == Enrolment.ENROLLED, Child.id.not_in(invited)
    )
    session().execute(insert(SessionInvitation).from_select(["session_id", "child_id", "class_id"], children))
    tell(made, path=path)


def tell(made: GuidanceSession, *, path: str) -> None:
    """Word to the guardians and carers of who is invited; nobody is told twice of the same thing."""
    people = (
        select(Guardian.person_id)
        .join(SessionInvitation, SessionInvitation.child_id == Guardian.child_id)
        .where(SessionInvitation.session_id == made.id, Guardian.person_id.is_not(None), holds_on(Guardian, clock.today()))
        .where(~kept_away(clock.today()))
    )
    told = [person_id for person_id in session().scalars(people) if person_id is not None]
    queue(told, kind=KIND, key=f"{KIND}.{made.id}.{made.version}", path=path)


def change_session(found: GuidanceSession, planned: Planned, version: int, *, path: str, by: Viewer) -> None:
    """Another hour or place; families are told that something is new."""
    _check(planned)
    require_version(found, version, _differences(found, planned))
    if found.cancelled_at is not None:
        raise Refused(_l("This session was cancelled."))
    if planned.day != found.day and _is_taken(found):
        raise Refused(_l("Who came is noted already; the day stays."), field="day")
    for name, value in planned.__dict__.items():
        setattr(found, name, value or None if name == "lesson_slug" else value)
    found.version += 1
    session().flush()
    record("courses.session_changed", subject=found, by=by)
    tell(found, path=path)


def _differences(found: GuidanceSession, planned: Planned) -> list[Difference]:
    labels = {
        "title": _l("Subject of the session"),
        "day": _l("Day"),
        "begins": _l("Begins at"),
        "place": _l("Where"),
        "host": _l("Speaker"),
    }
    return [
        Difference(name, label, theirs=str(getattr(found, name)), yours=str(getattr(planned, name)))
        for name, label in labels.items()
    ]


def _is_taken(found: GuidanceSession) -> bool:
    taken = select(SessionClass.id).where(SessionClass.session_id == found.id, SessionClass.taken_at.is_not(None))
    return session().scalar(taken.limit(1)) is not None


def cancel_session(found: GuidanceSession, why: str, *, path: str, by: Viewer) -> None:
    """It is not held; it stays to be read, and families are told that something is new."""
    if found.cancelled_at is not None:
        return
    if _is_taken(found):
        raise Refused(_l("It was held: who came is noted already."))
    found.cancelled_at, found.cancelled_by_id, found.cancelled_why = clock.now(), by.person_id, why
    found.version += 1
    session().flush()
    record("courses.session_cancelled", subject=found, by=by)
    tell(found, path=path)


def answer_invitation(session_id: int, child_id: int, answer: Answer, *, by: Viewer) -> None:
    """What the family says to an invitation; it may change its mind until the day is over."""
    found = session().scalar(
        select(SessionInvitation)
        .join(GuidanceSession, GuidanceSession.id == SessionInvitation.session_id)
        .where(SessionInvitation.session_id == session_id, SessionInvitation.child_id == child_id)
        .where(GuidanceSession.cancelled_at.is_(None), GuidanceSession.day >= clock.today())
    )
    if found is None or child_id not in by.reaches(Tier.DIRECTORY).child_ids:
        raise Refused(_l("This invitation is over."))
    found.answer, found.answered_at, found.answered_by_id = answer, clock.now(), by.person_id
    session().flush()
    record("courses.invitation_answered", subject=found, child_id=child_id, by=by)
