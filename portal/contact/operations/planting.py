"""Contacts of the demo school: most families call every week of the term, a few have been quiet for three."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, select

from portal.children.models import Child, Enrolment
from portal.children.queries.apart import lives_apart
from portal.contact.models import ContactRecord, Told, Way
from portal.core import clock
from portal.core.db import session
from portal.school.models import SchoolClass
from portal.school.queries import calendar

#: One family in so many is quiet; the class to try comes first, so that its teacher sees one.
ONE_IN, QUIET_WEEKS = 40, 3
CLASS_TO_TRY = "2022101"
WEEK = timedelta(days=7)


def quiet_children() -> Sequence[int]:
    """The children whose families were quiet, as planted: what the page must find, and nobody else."""
    return _apart()[::ONE_IN]


def plant_contacts() -> None:
    """Write the contacts of this term."""
    rows = [row for place, child_id in enumerate(_apart()) for row in _term_of(child_id, quiet=place % ONE_IN == 0)]
    if rows:
        session().execute(insert(ContactRecord), rows)


def _apart() -> Sequence[int]:
    found = (
        select(Child.id)
        .outerjoin(SchoolClass, SchoolClass.id == Child.class_id)
        .where(lives_apart(clock.today()), Child.enrolment == Enrolment.ENROLLED)
    )
    return session().scalars(found.order_by(SchoolClass.number != CLASS_TO_TRY, Child.id)).all()


def _term_of(child_id: int, *, quiet: bool) -> Iterator[dict[str, Any]]:
    today = clock.today()
    term = calendar().current_term(today)
    weeks = calendar().school_weeks(term.first_day, today) if term else ()
    for number, monday in enumerate(weeks):
        if quiet and monday + WEEK * (QUIET_WEEKS + 1) > today:
            continue
        day = monday + timedelta(days=(child_id + number) % 7)
        if day <= today:
            yield _contact(child_id, day, number)


def _contact(child_id: int, day: date, number: int) -> dict[str, Any]:
    return {
        "client_id": f"demo-{child_id}-{number}",
        "child_id": child_id,
        "day": day,
        "with_child": True,
        "with_carer": number % 2 == 0,
        "way": Way.VIDEO if child_id % 3 else Way.TELEPHONE,
        "minutes": 6 + (child_id + 5 * number) % 20,
        "told_by": (Told.PARENT, Told.TEACHER, Told.ROOM)[(child_id + number) % 3],
        "recorded_at": clock.begin_of(day) + timedelta(hours=20),
    }
