"""What the parents' school asks of homeroom teachers: who came is noted, absent families are spoken with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import bindparam, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.contributions import Deadline, Source
from portal.core.db import session
from portal.courses.duty import note_by, speak_by
from portal.courses.models.sessions import GuidanceSession, SessionClass
from portal.courses.queries.reached import NOT_CANCELLED, open_absences
from portal.school.classes import class_name
from portal.school.queries import number

LOOKS_BACK = timedelta(days=120)


def duties(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Sessions of the own classes that need something; one statement."""
    if not viewer.homeroom_ids or not viewer.may(Permission.KEEP_SESSIONS):
        return ()
    given = {"classes": sorted(viewer.homeroom_ids), "since": today - LOOKS_BACK, "today": today}
    return [one for row in session().execute(_asked(), given) for one in _of(row)]


@lru_cache(maxsize=1)
def _asked() -> Any:
    """Built once: every homeroom teacher's desk asks it."""
    columns = (GuidanceSession.id, GuidanceSession.title, GuidanceSession.day, SessionClass.class_id, SessionClass.taken_at)
    return (
        select(*columns, open_absences().label("open"))
        .join(SessionClass, SessionClass.session_id == GuidanceSession.id)
        .where(SessionClass.class_id.in_(bindparam("classes", expanding=True)), NOT_CANCELLED)
        .where(GuidanceSession.day.between(bindparam("since"), bindparam("today")))
    )


def _of(row: Any) -> Iterator[Deadline]:
    if row.taken_at is None:
        yield Deadline(
            key=f"courses.attendance.{row.id}.{row.class_id}",
            title=_("Note who came: %(title)s", title=row.title),
            why=class_name(row.class_id),
            due=note_by(row.day),
            start=row.day,
            url=url_for("courses.attendance", session_id=row.id, class_id=row.class_id),
            source=Source.SCHOOL,
            action=_l("Note it"),
        )
    elif row.open:
        yield Deadline(
            key=f"courses.absent.{row.id}.{row.class_id}",
            title=_("Speak with the families that were absent: %(title)s", title=row.title),
            why=ngettext("%(num)s family", "%(num)s families", row.open),
            due=speak_by(row.day, number("courses.absent_days")),
            start=row.day,
            url=url_for("courses.session_families", session_id=row.id, show="open", **{"class": row.class_id}),
            source=Source.LAW,
            source_words=_l("City regulation on family education, art. 23: without delay; the number of days is this school's own"),
            action=_l("See who"),
        )
