"""Notices of the demo school: from homeroom teachers to their classes, most read, some answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.access.permissions import Role, Tier
from portal.children.models import Child, Enrolment, Guardian
from portal.core import clock
from portal.core.db import session
from portal.notices.audiences import may_hear
from portal.notices.models import Asks, Audience, AudienceKind, Notice, Recipient, Reply
from portal.people.models import Post

#: Days ago, title, text, what it asks, answers to choose from.
TEXTS: Sequence[tuple[int, str, str, Asks, tuple[str, ...]]] = (
    (
        6,
        "天凉了，添件厚外套",
        "这周降温，晚上宿舍有点冷。家里有厚外套的，周日返校时请给孩子带来。\n没有的告诉我，学校有备用的。",
        Asks.NOTHING,
        (),
    ),
    (2, "这个周末孩子在哪里过", "请告诉我孩子这个周末怎么安排，宿舍好留饭。", Asks.CHOICE, ("接回家", "住在学校", "去亲戚家")),
    (1, "请确认接送人", "每学期核对一次接送人。还是原来那几位的，点一下确认；有变化请给我打电话。", Asks.CONFIRM, ()),
)
TEACHERS = 4


def plant() -> None:
    """A few notices for the first few classes; one statement for each table."""
    posts = select(Post.person_id, Post.class_id).where(Post.role == Role.HOMEROOM_TEACHER, Post.until_day.is_(None))
    found = session().execute(posts.order_by(Post.class_id).limit(TEACHERS))
    led = [(person_id, class_id) for person_id, class_id in found if class_id]
    families = _families([class_id for _person, class_id in led])
    notices = [(_notice(text, by, class_id), class_id) for by, class_id in led for text in TEXTS]
    session().add_all(notice for notice, _class in notices)
    session().flush()
    rows = [row for notice, class_id in notices for row in _rows(notice, families.get(class_id, ()))]
    if rows:
        columns = (Recipient.id, Recipient.notice_id, Recipient.guardian_id, Recipient.read_at)
        made = session().execute(insert(Recipient).returning(*columns), rows).all()
        _answers({notice.id: notice for notice, _class in notices}, made)


def _families(class_ids: list[int]) -> dict[int | None, list[tuple[int, int]]]:
    found = select(Child.class_id, Guardian.id, Child.id).join(Child, Child.id == Guardian.child_id)
    of: dict[int | None, list[tuple[int, int]]] = {}
    enrolled = (Child.class_id.in_(class_ids), Child.enrolment == Enrolment.ENROLLED, *may_hear(Tier.DIRECTORY))
    for class_id, guardian_id, child_id in session().execute(found.where(*enrolled)):
        of.setdefault(class_id, []).append((guardian_id, child_id))
    return of


def _notice(text: tuple[int, str, str, Asks, tuple[str, ...]], by: int, class_id: int) -> Notice:
    ago, title, body, asks, choices = text
    return Notice(
        title=title,
        body=body,
        asks=asks,
        choices=list(choices),
        answer_by=clock.today() + timedelta(days=3) if asks is not Asks.NOTHING else None,
        tier=Tier.DIRECTORY,
        sent_at=clock.now() - timedelta(days=ago, hours=2),
        sent_by_id=by,
        audience=[Audience(kind=AudienceKind.CLASS, class_id=class_id)],
    )


def _rows(notice: Notice, families: Sequence[tuple[int, int]]) -> list[dict[str, Any]]:
    return [
        {"notice_id": notice.id, "guardian_id": guardian_id, "child_id": child_id, "read_at": _read(notice, guardian_id)}
        for guardian_id, child_id in families
    ]


def _read(notice: Notice, guardian_id: int) -> datetime | None:
    """Nobody has read the newest one; of the others most were read."""
    fresh = notice.sent_at > clock.now() - timedelta(days=2)
    return None if fresh or guardian_id % 5 == 0 else notice.sent_at + timedelta(minutes=20 + guardian_id % 400)


def _answers(notices: dict[int, Notice], made: Sequence[Any]) -> None:
    """Only those who have a login can have answered."""
    enrolled = select(Guardian.id, Guardian.person_id).where(Guardian.person_id.is_not(None))
    people = {guardian_id: person_id for guardian_id, person_id in session().execute(enrolled)}  # noqa: C416 rows are no pairs to mypy
    rows = [
        {"recipient_id": id_, "choice": id_ % len(notice.choices), "words": None, "at": read_at, "by_id": people[guardian_id]}
        for id_, notice_id, guardian_id, read_at in made
        if read_at and guardian_id in people and (notice := notices[notice_id]).asks is Asks.CHOICE
    ]
    if rows:
        session().execute(insert(Reply), rows)
