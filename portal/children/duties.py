"""What the children's files ask of whom, and what just happened in them: for the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.children.queries.census import coverage
from portal.children.scope import within
from portal.core.contributions import Deadline, Happening, Source, declared_events
from portal.core.db import session
from portal.journal.models import JournalRow
from portal.people.models import Person
from portal.school.classes import class_name
from portal.school.queries import calendar, number

LATEST = 6


def census_deadlines(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Each class of the viewer whose list is not confirmed this term; one statement."""
    term = calendar().term_of(today)
    if term is None or not viewer.homeroom_ids or not viewer.may(Permission.CONFIRM_CENSUS):
        return []
    due = calendar().add_working_days(term.first_day, number("children.census_working_days"))
    return [
        Deadline(
            key=f"children.census.{term.id}.{found.class_id}",
            title=_("Confirm the facts of %(name)s", name=class_name(found.class_id)),
            why=ngettext("%(num)s child is not confirmed this term", "%(num)s children are not confirmed this term", found.open),
            due=due,
            start=term.first_day,
            url=url_for("children.census_class", class_id=found.class_id),
            source=Source.PRACTICE,
            source_words=_l("District practice: checked again every term"),
            action=_("Look through"),
        )
        for found in coverage(viewer, term.id, viewer.homeroom_ids)
        if found.open
    ]


def latest_changes(viewer: Viewer) -> Sequence[Happening]:
    """What others last changed in the files within reach; one statement."""
    if not (viewer.may(Permission.SEE_CHILDREN) and viewer.reaches(Tier.WELFARE)):
        return []
    found = (
        select(JournalRow.at, JournalRow.event, Child.id, Child.name, Person.name)
        .join(Child, JournalRow.child_id == Child.id)
        .outerjoin(Person, JournalRow.person_id == Person.id)
        .where(JournalRow.event.startswith("children."), JournalRow.reads.is_(False), within(viewer, Tier.WELFARE))
        .where(JournalRow.person_id != viewer.person_id)
        .order_by(JournalRow.seq.desc())
        .limit(LATEST)
    )
    events = declared_events()
    return [
        Happening(
            at,
            _("%(child)s: %(what)s, %(who)s", child=child, what=events[event].label, who=who or ""),
            url_for("children.file", child_id=id_),
        )
        for at, event, id_, child, who in session().execute(found)
        if event in events
    ]
