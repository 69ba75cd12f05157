"""What the parents' school asks: who came is noted, absent families are spoken with, each class has its sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import bindparam, func, select

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.core.contributions import Deadline, Source
from portal.core.db import session
from portal.courses.duty import note_by, speak_by
from portal.courses.models.sessions import GuidanceSession, SessionClass
from portal.courses.queries.reached import NOT_CANCELLED, open_absences
from portal.school.classes import class_name, classes
from portal.school.queries import calendar, number

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


def too_few(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """From the middle of a term: classes for which fewer sessions are planned or held than the duty asks; one statement.

    Homeroom teachers see their own classes, who plans for the school sees all of them in one line.
    """
    term = calendar().term_of(today)
    if term is None or not viewer.may(Permission.KEEP_SESSIONS):
        return ()
    middle = term.first_day + (term.last_day - term.first_day) / 2
    mine = viewer.homeroom_ids or (_all_classes(today) if Role.SAFEGUARDING_LEAD in viewer.roles else frozenset())
    if today < middle or not mine:
        return ()
    given = {"classes": sorted(mine), "first": term.first_day, "last": term.last_day}
    had: dict[int, int] = dict(session().execute(_counted(), given).all())
    duty = number("courses.sessions_per_term")
    short = [class_id for class_id in sorted(mine) if had.get(class_id, 0) < duty]
    return [_too_few(short, middle, term.last_day, duty)] if short else []


def _all_classes(today: date) -> frozenset[int]:
    return frozenset(id_ for id_, one in classes().items() if one.grade(today) is not None)


def _too_few(short: Sequence[int], middle: date, last: date, duty: int) -> Deadline:
    names = _(", ").join(class_name(class_id) for class_id in short[:3])
    return Deadline(
        key=f"courses.too_few.{last.isoformat()}",
        title=_("Plan a session of the parents' school"),
        why=ngettext(
            "%(names)s: fewer than %(duty)s this term", "%(num)s classes have fewer than %(duty)s this term: %(names)s", len(short),
            names=names, duty=duty,
        ),
        due=last,
        start=middle,
        url=url_for("courses.covered"),
        source=Source.LAW,
        source_words=_l("City regulation on family education, art. 22: at least two"),
        action=_l("See which"),
    )  # fmt: skip


@lru_cache(maxsize=1)
def _counted() -> Any:
    return (
        select(SessionClass.class_id, func.count())
        .join(GuidanceSession, GuidanceSession.id == SessionClass.session_id)
        .where(SessionClass.class_id.in_(bindparam("classes", expanding=True)), NOT_CANCELLED)
        .where(GuidanceSession.day.between(bindparam("first"), bindparam("last")))
        .group_by(SessionClass.class_id)
    )
