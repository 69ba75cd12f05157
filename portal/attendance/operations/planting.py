"""School days of the demo school: every class was called, now and then somebody was ill."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import insert, select

from portal.access.permissions import Role
from portal.attendance.models import Absence, ClassRegister, Reason
from portal.children.models import Child
from portal.children.scope import ENROLLED
from portal.core import clock
from portal.core.db import session
from portal.people.models import Post
from portal.school.queries import calendar

ONE_IN = 97  # a child is ill on one day in so many
MORNING = timedelta(hours=8, minutes=5)


def plant() -> None:
    """The days of this term up to yesterday, by each class's own teacher."""
    today = clock.today()
    term = calendar().current_term(today)
    past = (today - term.first_day).days if term else 0
    days = [day for day in (today - timedelta(days=back) for back in range(1, past + 1)) if calendar().is_school_day(day)]
    teachers = select(Post.class_id, Post.person_id).where(Post.role == Role.HOMEROOM_TEACHER, Post.class_id.is_not(None))
    lists = [
        {"class_id": class_id, "day": day, "times": 1, "taken_at": clock.begin_of(day) + MORNING, "taken_by_id": teacher}
        for class_id, teacher in {row[0]: row[1] for row in session().execute(teachers.order_by(Post.id))}.items()
        for day in days
    ]
    children = session().scalars(select(Child.id).where(ENROLLED, Child.class_id.is_not(None)).order_by(Child.id)).all()
    away = [_ill(child_id, day) for child_id in children for day in days if (child_id + 13 * day.toordinal()) % ONE_IN == 0]
    for table, rows in ((ClassRegister, lists), (Absence, away)):
        if rows:
            session().execute(insert(table), rows)


def _ill(child_id: int, day: date) -> dict[str, object]:
    reason = Reason.ILL if child_id % 3 else Reason.LEAVE
    return {"child_id": child_id, "day": day, "reason": reason, "noted_at": clock.begin_of(day) + MORNING}
