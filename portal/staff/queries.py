"""Reads of the staff pages; each list has a fixed number of statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, and_, case, func, or_, select

from portal.access.permissions import FAMILY, IN_CONTACT, Permission, Role
from portal.access.viewer import Viewer
from portal.accounts.models import Account, UserSession
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.core.pagination import Page, page_of_rows
from portal.people.models import Person, Post, Vetting, VettingStatus
from portal.school.classes import classes
from portal.school.models import SchoolClass
from portal.staff.models import AccessReview, AccessWord, AccountState, PostLine, ReviewLine, StaffLine

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Conditions:
    """What the list is narrowed to; empty strings ask for nothing."""

    q: str = ""
    role: str = ""
    state: str = ""
    vetting: str = ""


def staff_page(viewer: Viewer, asked: Conditions, number: int) -> Page[StaffLine]:
    """Those with a post at school, by name: two statements whatever the size."""
    today = clock.today()
    statement = staff_lines(today).where(*_narrowed(asked, today)).order_by(Person.pinyin, Person.id)
    page = page_of_rows(statement, number)
    return Page(with_posts(_lines(page.items), today), page.number, page.total, page.size)


def reviewed(viewer: Viewer) -> Sequence[StaffLine]:
    """Everyone with a post today or an account that still opens, on one sheet."""
    today = clock.today()
    held = _holds(today, Post.role.not_in(FAMILY))
    open_account = and_(Account.id.is_not(None), Account.closed_at.is_(None), Account.password_hash.is_not(None))
    rows = session().execute(staff_lines(today).where(or_(held, open_account)).order_by(Person.pinyin, Person.id))
    return with_posts(_lines(rows), today)


def staff_lines(today: date) -> Any:
    """Columns of `StaffLine` but its posts."""
    seen = select(func.max(UserSession.seen_at)).where(UserSession.account_id == Account.id).scalar_subquery()
    return (
        select(Person.id, Person.name, Person.staff_no, _state(), _vetted_until(), seen)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(_works_here(today))
    )


def _lines(rows: Iterable[Any]) -> list[StaffLine]:
    return [StaffLine(row[0], row[1], row[2] or "", AccountState(row[3]), row[4], row[5]) for row in rows]


def with_posts(lines: Sequence[StaffLine], today: date) -> list[StaffLine]:
    """The same lines with the posts held today or to come, read in one statement."""
    held = posts_of([line.id for line in lines], since=today)
    return [replace(line, posts=held.get(line.id, ())) for line in lines]


def posts_of(person_ids: Sequence[int], *, since: date | None = None) -> Mapping[int, Sequence[PostLine]]:
    """Posts by person, those that ended before `since` left out."""
    columns = (Post.person_id, Post.id, Post.role, Post.title, SchoolClass.number, Post.house, Post.from_day, Post.until_day)
    found = select(*columns).outerjoin(SchoolClass, SchoolClass.id == Post.class_id).where(Post.person_id.in_(person_ids))
    if since is not None:
        found = found.where(or_(Post.until_day.is_(None), Post.until_day >= since))
    held: dict[int, list[PostLine]] = {}
    for person_id, post_id, role, title, number, house, first, last in session().execute(found.order_by(Post.from_day, Post.id)):
        held.setdefault(person_id, []).append(PostLine(post_id, role, title, number or "", house or "", first, last))
    return held


def _works_here(today: date) -> ColumnElement[bool]:
    """Somebody with a post at school, now or ever; parents are not staff."""
    return select(Post.id).where(Post.person_id == Person.id, Post.role.not_in(FAMILY)).exists()


def _state() -> ColumnElement[str]:
    return case(
        (Account.id.is_(None), AccountState.NONE.value),
        (Account.closed_at.is_not(None), AccountState.CLOSED.value),
        (or_(Account.stopped_at.is_not(None), _has_hit()), AccountState.STOPPED.value),
        (Account.password_hash.is_(None), AccountState.INVITED.value),
        (Account.locked_until > clock.now(), AccountState.LOCKED.value),
        else_=AccountState.OPEN.value,
    )


def _has_hit() -> ColumnElement[bool]:
    return select(Vetting.id).where(Vetting.person_id == Person.id, Vetting.status == VettingStatus.HIT).exists()


def _vetted_until() -> ColumnElement[Any]:
    latest = select(func.max(Vetting.valid_until)).where(Vetting.person_id == Person.id, Vetting.status == VettingStatus.CLEAR)
    return latest.scalar_subquery()


def _narrowed(asked: Conditions, today: date) -> Iterable[ColumnElement[bool]]:
    if asked.q:
        wanted = f"%{asked.q.casefold().replace('%', '').replace('_', '')}%"
        run_together = func.replace(Person.pinyin, " ", "")
        yield or_(
            Person.name.like(wanted),
            run_together.like(wanted),
            Person.initials.like(wanted),
            func.lower(Person.staff_no).like(wanted),
        )
    if asked.role:
        yield _holds(today, Post.role == asked.role)
    else:
        yield _holds(today, Post.role.not_in(FAMILY))
    if asked.state:
        yield _state() == asked.state
    if asked.vetting:
        yield and_(_holds(today, Post.role.in_(IN_CONTACT)), _vetting_is(asked.vetting, today))


def _holds(today: date, condition: ColumnElement[bool]) -> ColumnElement[bool]:
    held = select(Post.id).where(Post.person_id == Person.id, or_(Post.until_day.is_(None), Post.until_day >= today))
    return held.where(condition).exists()


def _vetting_is(wanted: str, today: date) -> ColumnElement[bool]:
    until = _vetted_until()
    return {
        "valid": until >= today,
        "expiring": and_(until >= today, until <= today + SOON),
    }.get(wanted, or_(until.is_(None), until < today))


def staff_person(viewer: Viewer, person_id: int) -> Person:
    """Somebody with a post at school, or NotFound."""
    person = session().scalar(select(Person).where(Person.id == person_id, _works_here(clock.today())))
    if person is None:
        raise NotFound
    return person


def staff_line(viewer: Viewer, person_id: int) -> StaffLine:
    """The same line the list shows."""
    today = clock.today()
    (line,) = with_posts(_lines(session().execute(staff_lines(today).where(Person.id == person_id))), today)
    return line


def account_of(person: Person) -> Account | None:
    """The person's way in, None when there is none yet."""
    return session().scalars(select(Account).where(Account.person_id == person.id)).one_or_none()


def post_of(person: Person, post_id: int) -> Post:
    """One of the person's posts, or NotFound."""
    found = session().scalar(select(Post).where(Post.id == post_id, Post.person_id == person.id))
    if found is None:
        raise NotFound
    return found


def vettings_of(viewer: Viewer, person: Person) -> Sequence[Vetting]:
    """The person's queries, newest first; a hit only for whoever may know of it."""
    found = select(Vetting).where(Vetting.person_id == person.id).order_by(Vetting.queried_on.desc(), Vetting.id.desc())
    if not viewer.may(Permission.SEE_VETTING_HIT):
        found = found.where(Vetting.status != VettingStatus.HIT)
    return session().scalars(found).all()


def open_classes() -> Sequence[tuple[int, str]]:
    """Classes that have not ended, as (id, name and number)."""
    return [(one.id, f"{one.name()} {one.number}") for one in classes().values() if one.ended_on is None]


def taken_staff_no(staff_no: str, *, but: int = 0) -> bool:
    """Whether somebody else has this staff number."""
    return session().scalar(select(Person.id).where(Person.staff_no == staff_no, Person.id != but)) is not None


def others_in(role: Role, *, but: int, class_id: int | None = None) -> int:
    """How many other people hold this role today, in this class when one is named."""
    today = clock.today()
    held = select(func.count(Post.person_id.distinct())).where(Post.role == role, Post.person_id != but, Post.from_day <= today)
    held = held.where(or_(Post.until_day.is_(None), Post.until_day >= today))
    if class_id is not None:
        held = held.where(Post.class_id == class_id)
    return session().scalar(held) or 0


def vetting_ends(today: date) -> Sequence[date | None]:
    """For everyone in contact with children: until when the vetting holds, where that is at most thirty days away or over."""
    until = _vetted_until()
    due = select(until).select_from(Person).where(_holds(today, Post.role.in_(IN_CONTACT)), ~_has_hit())
    return list(session().scalars(due.where(or_(until.is_(None), until <= today + SOON))))


def open_review() -> AccessReview | None:
    """The access review that was begun and not finished."""
    return session().scalar(select(AccessReview).where(AccessReview.finished_at.is_(None)))


def review_number(viewer: Viewer, review_id: int) -> AccessReview:
    """One review that is open, or NotFound."""
    found = session().scalar(select(AccessReview).where(AccessReview.id == review_id, AccessReview.finished_at.is_(None)))
    if found is None or not viewer.may(Permission.REVIEW_ACCESS):
        raise NotFound
    return found


def said_in(review_id: int) -> Mapping[int, bool]:
    """What was said of each person so far."""
    rows = select(AccessWord.person_id, AccessWord.right).where(AccessWord.review_id == review_id)
    return {row[0]: row[1] for row in session().execute(rows)}


def reviews(viewer: Viewer) -> Sequence[ReviewLine]:
    """Every review, newest first; one statement."""
    people, wrong = func.count(AccessWord.id), func.coalesce(func.sum(case((AccessWord.right, 0), else_=1)), 0)
    columns: list[Any] = [AccessReview.id, AccessReview.begun_at, AccessReview.finished_at, Person.name, people, wrong]
    found = (
        select(*columns)
        .join(Person, Person.id == AccessReview.begun_by_id)
        .outerjoin(AccessWord, AccessWord.review_id == AccessReview.id)
        .group_by(AccessReview.id, AccessReview.begun_at, AccessReview.finished_at, Person.name)
        .order_by(AccessReview.id.desc())
    )
    return [ReviewLine(*row) for row in session().execute(found)]


def last_reviewed() -> datetime | None:
    """When the newest finished review was finished."""
    return session().scalar(select(func.max(AccessReview.finished_at)))


def to_change(today: date) -> Sequence[tuple[int, str]]:
    """Whose access the last finished review found wrong and who still has a post or an open account; one statement."""
    newest = select(func.max(AccessReview.id)).where(AccessReview.finished_at.is_not(None)).scalar_subquery()
    found = (
        select(Person.id, Person.name)
        .join(AccessWord, AccessWord.person_id == Person.id)
        .outerjoin(Account, Account.person_id == Person.id)
        .where(AccessWord.review_id == newest, AccessWord.right.is_(False), _has_access(today))
    )
    return [(row[0], row[1]) for row in session().execute(found.order_by(Person.pinyin))]


def _has_access(today: date) -> ColumnElement[bool]:
    """A post held today and on the day of the word, or an account that opens without one; a post given since is another matter."""
    held = _holds(today, and_(Post.role.not_in(FAMILY), Post.from_day <= func.date(AccessWord.at, type_=Date)))
    opens = (Account.id.is_not(None), Account.closed_at.is_(None), Account.stopped_at.is_(None), Account.password_hash.is_not(None))
    return or_(held, and_(*opens, ~_holds(today, Post.role.not_in(FAMILY))))
