"""The school day elsewhere: at home, on the child's timeline, on the desk of whoever leads a class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.attendance.queries import Waiting, absences_of, own_records, waiting
from portal.attendance.rules import days_of, monday_of
from portal.attendance.words import REASONS, days_words
from portal.children.queries.file import identity
from portal.children.scope import reaches
from portal.core import clock
from portal.core.contributions import Deadline, Panel, Source, TimelineEntry
from portal.school.classes import class_name
from portal.school.queries import calendar

KIND = "attendance"
NAMED = 4
NOTED = timedelta(hours=8)


def home_panels(viewer: Viewer) -> Sequence[Panel]:
    """This week of each own child whose file the viewer may see, once its class was called; two statements."""
    today = clock.today()
    monday = monday_of(today)
    found = [
        (one.child_id, one.name, days_words(days_of(one.called, one.away, monday, today)))
        for one in own_records(viewer, monday, today)
    ]
    return [Panel("attendance", "attendance/_home.html", {"weeks": found}, order=24)] if found else []


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Days the child was away; one statement, for those who reach its schooling."""
    if not reaches(viewer, identity(viewer, child_id), Tier.SCHOOLING):
        return []
    return [
        TimelineEntry(clock.begin_of(day) + NOTED, "school", _("Not at school: %(reason)s", reason=REASONS[reason]), kind=KIND)
        for day, reason, _at in absences_of(child_id)
    ]


def names_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """On a school day: the own class is called, and families of children missing without a word are asked; one statement."""
    if not viewer.homeroom_ids or not viewer.may(Permission.CALL_CLASS) or not calendar().is_school_day(today):
        return []
    return [due for one in waiting(viewer, today) for due in _due(one, today)]


def _due(one: Waiting, today: date) -> Iterator[Deadline]:
    url = url_for("attendance.class_list", class_id=one.class_id, day=today.isoformat())
    if not one.called:
        yield Deadline(
            key=f"attendance.call.{one.class_id}.{today}",
            title=_("Call the names of %(class_name)s", class_name=class_name(one.class_id)),
            why=_("Who is not there is asked after today"),
            due=today,
            start=today,
            url=url,
            source=Source.PRACTICE,
            source_words=_l("Practice of schools: the names are called every morning"),
            action=_("Call the names"),
        )
    if one.unknown:
        yield Deadline(
            key=f"attendance.ask.{one.class_id}.{today}",
            title=_("Ask the family why the child is not at school"),
            why=_(", ").join(one.unknown[:NAMED]),
            due=today,
            start=today,
            url=url,
            source=Source.LAW,
            source_words=_l("Law on the Prevention of Juvenile Crime, art. 34: parents are asked without delay"),
            action=_("Ask"),
        )
