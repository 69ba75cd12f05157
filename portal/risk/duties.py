"""What attention asks of whom: alarms by the hour, proposals and reviews by the day, a look through the school by the week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.contributions import Deadline, Source
from portal.risk.book import rulebook
from portal.risk.panel import alarm_reason, tiers_at
from portal.risk.queries.alarms import Alarm, asked_of
from portal.risk.queries.choices import last_review
from portal.risk.queries.grades import reviews_due
from portal.risk.queries.proposals import oldest_waiting
from portal.risk.rulebook import Rule
from portal.school.classes import class_name
from portal.school.queries import calendar, number

EACH_TERM = _l("District practice: assessed each term and when something happens")


def duties(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """All of them for whoever decides; at most four statements."""
    if not viewer.may(Permission.DECIDE_ATTENTION):
        return []
    found = [_alarm(viewer, one) for one in asked_of(viewer)]
    if viewer.homeroom_ids:
        found += [*_proposals(viewer, own_class=True), *_reviews(viewer, today)]
    if Role.SAFEGUARDING_LEAD in viewer.roles:
        found += [*_proposals(viewer, own_class=False), *_look_through(today)]
    return found


def _alarm(viewer: Viewer, alarm: Alarm) -> Deadline:
    reason = alarm_reason(alarm, tiers_at(viewer, alarm))
    rule = rulebook().rule(alarm.rule)
    return Deadline(
        key=_key(alarm, rule),
        title=_("%(child)s: %(what)s", child=alarm.name, what=reason.words),
        why=reason.advice,
        due=clock.local(alarm.due_at).date(),
        start=clock.local(alarm.raised_at).date(),
        url=url_for("risk.answer", alarm_id=alarm.id),
        source=rule.source if rule else Source.SCHOOL,
        source_words=rule.source_words if rule else "",
        action=_("Take it in hand"),
        due_at=alarm.due_at,
    )


def _key(alarm: Alarm, rule: Rule | None) -> str:
    """An alarm over one fact has the key of that fact and child, so that the domain's own duty is not listed beside it."""
    return f"{rule.facts[0]}.{alarm.child_id}" if rule and len(rule.facts) == 1 else f"risk.alarm.{alarm.id}"


def _proposals(viewer: Viewer, *, own_class: bool) -> Sequence[Deadline]:
    conditions = (Child.class_id.in_(sorted(viewer.homeroom_ids)),) if own_class else ()
    count, oldest = oldest_waiting(viewer, *conditions)
    if not oldest:
        return []
    start = clock.local(oldest).date()
    return [
        Deadline(
            key="risk.proposals.own" if own_class else "risk.proposals.school",
            title=_("Decide on proposed grades of attention") if own_class else _("Proposed grades in the whole school"),
            why=ngettext("%(num)s child waits", "%(num)s children wait", count),
            due=calendar().add_working_days(start, number("risk.decide_working_days")),
            start=start,
            url=url_for("risk.index"),
            source=Source.SCHOOL,
            action=_("Look through"),
        )
    ]


def _reviews(viewer: Viewer, today: date) -> Sequence[Deadline]:
    own = (Child.class_id.in_(sorted(viewer.homeroom_ids)),)
    return [
        Deadline(
            key=f"risk.review.{class_id}",
            title=_("%(class_name)s: look at grades of attention again", class_name=class_name(class_id)),
            why=ngettext("%(num)s child is due", "%(num)s children are due", count),
            due=since,
            start=since - timedelta(days=7),
            url=url_for("risk.reviews"),
            source=Source.PRACTICE,
            source_words=EACH_TERM,
            action=_("Look again"),
        )
        for class_id, count, since in reviews_due(viewer, today, own)
    ]


def _look_through(today: date) -> Sequence[Deadline]:
    last = last_review()
    start = clock.local(last).date() if last else today - timedelta(days=number("risk.look_through_days"))
    due = start + timedelta(days=number("risk.look_through_days"))
    if due > today + timedelta(days=1):
        return []
    title = _("Have the rules look through the whole school")
    why = _("Last done on %(day)s", day=start.isoformat()) if last else _("Not done yet")
    return [Deadline("risk.look_through", title, why, due, start, url_for("risk.index"), Source.SCHOOL, action=_("Open"))]
