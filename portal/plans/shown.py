"""What plans add to the child's page, its timeline and the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.queries.file import identity
from portal.children.scope import reaches
from portal.core import clock
from portal.core.contributions import Deadline, Panel, Source, TimelineEntry
from portal.core.filters import short_day
from portal.core.printed import Printed
from portal.plans.models import CarePlan
from portal.plans.queries import due_by_class, in_force, plans_of
from portal.school.classes import class_name

KIND = "plan"


def _open(viewer: Viewer, child_id: int) -> bool:
    staff = viewer.may(Permission.RECORD_TALK) or viewer.may(Permission.SEE_CARE)
    return staff and reaches(viewer, identity(viewer, child_id), Tier.WELFARE)


def panels(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """Who does what, how often and when next; for those who reach the family's part of the file. One statement."""
    if not _open(viewer, child_id):
        return []
    now = in_force(plans_of(child_id))
    shown = {"plan": now, "child_id": child_id, "may": viewer.may(Permission.EDIT_CHILD), "today": clock.today()}
    return [Panel("plan", "plans/_panel.html", shown, order=5, printed=_printed(now))] if now or shown["may"] else []


def _printed(now: CarePlan | None) -> Sequence[Printed]:
    """The plan in force on the printed file."""
    if now is None:
        return []
    head = (_l("What is done"), _l("Who does it"), _l("How often"), _l("Next on"))
    rows = [(one.what, one.who, one.often or "", short_day(one.next_on) if one.next_on else "") for one in now.measures]
    return [Printed(_l("Plan of help"), head, rows, now.goal)]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Each edition and each ending."""
    if not _open(viewer, child_id):
        return []
    return [entry for plan in plans_of(child_id) for entry in _entries(plan)]


def _entries(plan: CarePlan) -> Iterator[TimelineEntry]:
    title = _("Plan, edition %(number)s", number=plan.edition)
    yield TimelineEntry(plan.made_at, "clipboard-list", title, plan.goal, kind=KIND)
    if plan.ended_why and plan.until_day:
        yield TimelineEntry(clock.begin_of(plan.until_day), "clipboard-list", _("The plan ended"), plan.ended_why, kind=KIND)


def plans_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """One line for each own class with plans that wait for something; one statement."""
    if not viewer.homeroom_ids or not viewer.may(Permission.SEE_CARE):
        return []
    return [
        Deadline(
            key=f"plans.due.{class_id}",
            title=_("%(class_name)s: look at the plans", class_name=class_name(class_id)),
            why=ngettext("%(num)s plan is past a day", "%(num)s plans are past a day", count),
            due=since,
            start=since,
            url=url_for("plans.index", show="due"),
            source=Source.POLICY,
            source_words=_l("Ten measures of the ministry of education, 2025: one plan for one child"),
            action=_("Look through"),
        )
        for class_id, count, since in due_by_class(viewer, sorted(viewer.homeroom_ids), today)
    ]
