"""What the staff pages give the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Contributions, Deadline, Event, NavItem, SettingDefinition, Source
from portal.school.queries import number
from portal.staff.queries import SOON, last_reviewed, to_change, vetting_ends


def vettings_to_renew(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """One duty for all vettings that end within thirty days or are missing: without one the account stays shut."""
    if not viewer.may(Permission.RECORD_VETTING):
        return ()
    ends = vetting_ends(today)
    if not ends:
        return ()
    due = min((end or today for end in ends), default=today)
    title = ngettext("Renew the vetting of %(num)s person", "Renew the vetting of %(num)s persons", len(ends))
    missing = any(end is None or end < today for end in ends)
    return (
        Deadline(
            key="staff.vetting",
            title=title,
            why=_l("Without a valid answer an account in contact with children stays shut."),
            due=due,
            start=due - SOON,
            url=url_for("staff.index", vetting="missing" if missing else "expiring"),
            source=Source.LAW,
            source_words=_l("Law on the Protection of Minors, article 62"),
            action=_l("See who"),
        ),
    )


def review_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Once a year everybody's access is gone through."""
    if not viewer.may(Permission.REVIEW_ACCESS):
        return ()
    last = last_reviewed()
    due = clock.local(last).date() + timedelta(days=number("staff.review_days")) if last else today + SOON
    if due - SOON > today:
        return ()
    return (
        Deadline(
            key="staff.review",
            title=_l("Go through everybody's access"),
            why=_l("A post that ended and stays open is a door nobody watches."),
            due=due,
            start=due - SOON,
            url=url_for("staff.access_reviews"),
            source=Source.LAW,
            source_words=_l("Rules on minors online, article 36: access only as far as needed"),
            action=_l("Go through it"),
        ),
    )


def access_to_change(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Each person whose access the last review found wrong, until it is changed."""
    if not viewer.may(Permission.MANAGE_ACCOUNTS):
        return ()
    found, last = to_change(today), last_reviewed()
    begun = clock.local(last).date() if last else today
    return [
        Deadline(
            key=f"staff.change.{person_id}",
            title=_("%(name)s: end or change the access", name=name),
            why=_l("The last access review found it no longer right."),
            due=begun + timedelta(days=7),
            start=begun,
            url=url_for("staff.person", person_id=person_id),
            source=Source.SCHOOL,
            action=_l("See which posts"),
        )
        for person_id, name in found
    ]


contributions = Contributions(
    domain="staff",
    nav=(
        NavItem(
            "staff",
            _l("Staff"),
            "user-cog",
            "staff.index",
            Permission.SEE_STAFF,
            hub="keeping",
            order=80,
            tabs=frozenset({Role.ADMINISTRATOR}),
        ),
        NavItem(
            "access",
            _l("Who may do what"),
            "key-round",
            "staff.access_table",
            Permission.SEE_ACCESS_TABLE,
            hub="keeping",
            order=85,
        ),
    ),
    events=(
        Event("staff.list_taken_in", _l("Staff list read in")),
        Event("staff.review_begun", _l("Access review begun")),
        Event("staff.review_gone_on", _l("Access review gone on with")),
        Event("staff.review_finished", _l("Access review finished")),
    ),
    settings=(
        SettingDefinition(
            "staff.review_days",
            _l("Everybody's access is gone through again after"),
            365,
            Source.PRACTICE,
            _l("Once a year, as classified protection asks of account lists"),
            _l("days"),
            _l("Accounts"),
            least=30,
            most=730,
        ),
    ),
    deadlines=(vettings_to_renew, review_due, access_to_change),
)
