"""Sessions, and the one door to their sealed notes: the author, or somebody a grant names, while it lasts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, false, func, or_, select

from portal.access.permissions import Permission, Role, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.counseling.codes import GrantKind, SessionMode
from portal.counseling.models import Addendum, Advice, Case, Grant, Participant, Session
from portal.people.models import Person


@dataclass(frozen=True, slots=True)
class Talk:
    """A session as lists name it: nothing of the note."""

    id: int
    began_at: datetime
    minutes: int
    mode: SessionMode
    group_name: str | None
    author_id: int
    author: str
    signed_at: datetime | None
    case_id: int | None
    child: str = ""


@dataclass(frozen=True, slots=True)
class Granted:
    """Who may read whose notes of which case until when."""

    id: int
    kind: GrantKind
    case_id: int
    number: str
    author_id: int
    author: str
    reader_id: int
    reader: str
    reason: str
    from_at: datetime
    until_at: datetime
    ended_at: datetime | None
    acknowledged_at: datetime | None

    @property
    def lasts(self) -> bool:
        return self.ended_at is None and self.until_at > clock.now()


TALK = (Session.id, Session.began_at, Session.minutes, Session.mode, Session.group_name, Session.author_id)


def lasting() -> ColumnElement[bool]:
    """The condition for grants that hold at this moment."""
    now = clock.now()
    return (Grant.from_at <= now) & (Grant.until_at > now) & Grant.ended_at.is_(None)


def _opened_to(viewer: Viewer) -> ColumnElement[bool]:
    """The condition on a signed `Session` that a grant opens it to the viewer.

    A supervisor's ends with the counselor's post, the principal's with the principal's: what somebody was is no key.
    """
    kinds = [GrantKind.SUPERVISION] if viewer.may(Permission.KEEP_CASES) else []
    kinds += [GrantKind.EMERGENCY] if Role.PRINCIPAL in viewer.roles else []
    named = (Grant.reader_id == viewer.person_id, Grant.kind.in_(kinds), Grant.author_id == Session.author_id, lasting())
    of_case = select(Participant.id).join(Case, Case.child_id == Participant.child_id)
    took_part = of_case.where(Participant.session_id == Session.id, Case.id == Grant.case_id).correlate(Session, Grant).exists()
    opened = select(Grant.id).where(*named, or_(Grant.case_id == Session.case_id, took_part)).correlate(Session).exists()
    return Session.signed_at.is_not(None) & opened


def note_of(viewer: Viewer, session_id: int) -> Session | None:
    """The session with its sealed note; None for everybody whom neither authorship nor a lasting grant lets in."""
    own = Session.author_id == viewer.person_id if viewer.may(Permission.KEEP_CASES) else false()
    return session().scalar(select(Session).where(Session.id == session_id, or_(own, _opened_to(viewer))))


def exists_for(viewer: Viewer, session_id: int) -> tuple[Child, str, int | None]:
    """A child, the author's name and the case where the viewer may know that a signed session exists, though not read it."""
    found = (
        select(Child, Person.name, Session.case_id)
        .join(Participant, Participant.child_id == Child.id)
        .join(Session, Session.id == Participant.session_id)
        .join(Person, Person.id == Session.author_id)
        .where(
            Session.id == session_id,
            Session.signed_at.is_not(None),
            or_(within(viewer, Tier.WELFARE), within(viewer, Tier.CLINICAL)),
        )
    )
    row = session().execute(found.limit(1)).one_or_none()
    if row is None:
        raise NotFound
    return row[0], row[1], row[2]


def draft_of(viewer: Viewer, session_id: int) -> Session:
    """The viewer's own session, draft or signed; nobody else's, whatever they were granted."""
    found = session().scalar(select(Session).where(Session.id == session_id, Session.author_id == viewer.person_id))
    if found is None or not viewer.may(Permission.KEEP_CASES):
        raise NotFound
    return found


def ordinal_of(found: Session) -> int | None:
    """The how-manieth session of its case this is; None for a group."""
    if found.case_id is None:
        return None
    earlier = or_(Session.began_at < found.began_at, (Session.began_at == found.began_at) & (Session.id <= found.id))
    return session().scalar(select(func.count(Session.id)).where(Session.case_id == found.case_id, earlier))


def talks_of(case: Case) -> Sequence[Talk]:
    """The sessions of a case already found, groups its child took part in among them, the newest first; one statement."""
    columns: list[Any] = [*TALK, Person.name, Session.signed_at, Session.case_id]
    took_part = select(Participant.id).where(Participant.session_id == Session.id, Participant.child_id == case.child_id).exists()
    found = select(*columns).join(Person, Person.id == Session.author_id)
    theirs = found.where(or_(Session.case_id == case.id, Session.case_id.is_(None) & took_part))
    return [Talk(*row) for row in session().execute(theirs.order_by(Session.began_at.desc(), Session.id.desc()))]


def drafts(viewer: Viewer) -> Sequence[Talk]:
    """The viewer's sessions that are not signed yet, with the child of a single talk; one statement."""
    columns: list[Any] = [*TALK, Person.name, Session.signed_at, Session.case_id, Child.name]
    found = (
        select(*columns)
        .join(Person, Person.id == Session.author_id)
        .outerjoin(Case, Case.id == Session.case_id)
        .outerjoin(Child, Child.id == Case.child_id)
        .where(Session.author_id == viewer.person_id, Session.signed_at.is_(None))
    )
    rows = session().execute(found.order_by(Session.began_at, Session.id))
    return [Talk(*[*row[:9], row[9] or ""]) for row in rows]


def participants_of(found: Session) -> Sequence[Child]:
    """The children of a session already found."""
    here = select(Child).join(Participant, Participant.child_id == Child.id).where(Participant.session_id == found.id)
    return session().scalars(here.order_by(Child.pinyin, Child.id)).all()


def added_to(found: Session) -> Sequence[tuple[str, datetime, str]]:
    """What was added to a note already found: words, when, by whom."""
    rows = select(Addendum.words, Addendum.at, Person.name).join(Person, Person.id == Addendum.by_id)
    return [
        (row[0], row[1], row[2]) for row in session().execute(rows.where(Addendum.session_id == found.id).order_by(Addendum.id))
    ]


def advice_for(child_id: int) -> Sequence[tuple[Advice, str]]:
    """Advice for a child already found, the newest first, with who gave it."""
    found = select(Advice, Person.name).join(Person, Person.id == Advice.given_by_id).where(Advice.child_id == child_id)
    return [(row[0], row[1]) for row in session().execute(found.order_by(Advice.id.desc()).limit(30))]


def advice_of(case: Case, advice_id: int) -> Advice:
    """One piece of advice for the child of a case already found."""
    found = session().scalar(select(Advice).where(Advice.id == advice_id, Advice.child_id == case.child_id))
    if found is None:
        raise NotFound
    return found


def _granted() -> Any:
    author, reader = Person.__table__.alias("author"), Person.__table__.alias("reader")
    columns: list[Any] = [Grant.id, Grant.kind, Grant.case_id, Case.number, Grant.author_id, author.c.name, Grant.reader_id]
    more: list[Any] = [reader.c.name, Grant.reason, Grant.from_at, Grant.until_at, Grant.ended_at, Grant.acknowledged_at]
    return (
        select(*columns, *more)
        .join(Case, Case.id == Grant.case_id)
        .join(author, author.c.id == Grant.author_id)
        .join(reader, reader.c.id == Grant.reader_id)
        .order_by(Grant.id.desc())
    )


def grants_around(viewer: Viewer) -> Sequence[Granted]:
    """Grants the viewer gave, was given, or whose notes were opened by them; one statement."""
    near = or_(Grant.author_id == viewer.person_id, Grant.reader_id == viewer.person_id)
    return [Granted(*row) for row in session().execute(_granted().where(near).limit(60))]


def grant_of(viewer: Viewer, grant_id: int) -> Grant:
    """A grant that concerns the viewer as author or reader."""
    near = or_(Grant.author_id == viewer.person_id, Grant.reader_id == viewer.person_id)
    found = session().scalar(select(Grant).where(Grant.id == grant_id, near))
    if found is None:
        raise NotFound
    return found


def opened_talks(viewer: Viewer, grant: Grant) -> Sequence[Talk]:
    """The signed sessions a lasting grant opens to its reader; one statement."""
    columns: list[Any] = [*TALK, Person.name, Session.signed_at, Session.case_id]
    child = select(Case.child_id).where(Case.id == grant.case_id).scalar_subquery()
    took_part = select(Participant.id).where(Participant.session_id == Session.id, Participant.child_id == child).exists()
    found = select(*columns).join(Person, Person.id == Session.author_id)
    theirs = found.where(Session.author_id == grant.author_id, took_part, _opened_to(viewer))
    return [Talk(*row) for row in session().execute(theirs.order_by(Session.began_at.desc()))]


def lines_of(note: Mapping[str, Any], names: Mapping[str, Any]) -> Sequence[tuple[Any, str]]:
    """The texts of a note that were written, in the order of the form."""
    return [(words, note[key]) for key, words in names.items() if note.get(key)]
