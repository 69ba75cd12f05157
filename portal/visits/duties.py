"""What visits ask of whom: follow-ups to their owners, the visits of the term to homeroom teachers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.contributions import Deadline, Source
from portal.school.classes import class_name
from portal.school.queries import calendar, number
from portal.visits.addresses import listed_url
from portal.visits.queries.counting import coverage, sooner_by_class
from portal.visits.queries.visits import mine_to_do
from portal.visits.rules import Show, periods


def follow_ups(viewer: Viewer, _today: date) -> Sequence[Deadline]:
    """What the viewer promised to do after a visit; one statement."""
    if not viewer.may(Permission.RECORD_VISIT):
        return []
    return [
        Deadline(
            key=f"visits.follow_up.{one.id}",
            title=_("After the visit to %(name)s: %(words)s", name=one.child, words=one.words),
            why=_l("Agreed on a home visit"),
            due=one.due,
            start=min(clock.local(one.made_at).date(), one.due),
            url=url_for("visits.done", child_id=one.child_id, visit_id=one.visit_id, follow_up_id=one.id),
            source=Source.SCHOOL,
            action=_("It is done"),
        )
        for one in mine_to_do(viewer)
    ]


def termly_visits(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """The left-behind children of the own classes not yet visited this term; one statement."""
    of = periods(today, calendar())
    if not viewer.homeroom_ids or of.term_end is None or today > of.term_end or not viewer.may(Permission.SEE_VISIT_COVERAGE):
        return []
    found = coverage(viewer, Child.class_id.in_(sorted(viewer.homeroom_ids)))
    return [
        Deadline(
            key=f"visits.term.{of.term.isoformat()}.{class_id}",
            title=_("Visit the left-behind children of %(name)s", name=class_name(class_id)),
            why=ngettext("%(num)s child not visited this term", "%(num)s children not visited this term", counts.left_behind_left),
            due=of.term_end,
            start=of.term,
            url=listed_url(Show.LEFT_BEHIND_OPEN, class_id),
            source=Source.PRACTICE,
            source_words=_l("Practice of the city: left-behind children every term"),
            action=_("Plan"),
        )
        for class_id, counts in found.items()
        if counts.left_behind_left
    ]


def sooner_visits(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Children of the own classes whose family is to be visited again before the term asks for it; one statement."""
    if not viewer.homeroom_ids or not viewer.may(Permission.SEE_VISIT_COVERAGE):
        return []
    wait = timedelta(days=number("visits.close_days"))
    return [
        Deadline(
            key=f"visits.sooner.{class_id}",
            title=_("%(class_name)s: visit again", class_name=class_name(class_id)),
            why=ngettext(
                "%(num)s child whose family is to be seen again sooner",
                "%(num)s children whose families are to be seen again sooner",
                count,
            ),
            due=last + wait if last else today,
            start=last or today,
            url=listed_url(Show.SOONER, class_id),
            source=Source.SCHOOL,
            action=_("Plan"),
        )
        for class_id, count, last in sooner_by_class(viewer, Child.class_id.in_(sorted(viewer.homeroom_ids)))
    ]  # fmt: skip
