"""Where notices show outside their own pages: on the desk, on a child's page, on the first page of a family."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import distinct, func, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.models import Child, Guardian
from portal.children.scope import ONE_CHILD, within, within_reach
from portal.core import clock
from portal.core.contributions import Deadline, Happening, Panel, Source, TimelineEntry
from portal.core.db import read_once, session
from portal.notices.models import Notice, Recipient, Reply, Withdrawal
from portal.notices.queries.family import waiting
from portal.people.models import Person
from portal.school.queries import number

KIND = "notices"
LOOKS_BACK = timedelta(days=30)
RECENT = 4


@dataclass(frozen=True)
class Line:
    """A notice to one family, as the staff sees it."""

    notice_id: int
    title: str
    sent_at: datetime
    sent_by: str
    read: bool
    answered: bool
    withdrawn: bool


def _to_family(viewer: Viewer, child_id: int) -> Sequence[Line]:
    """The notices to one family, newest first; read once a page, for panel and timeline together."""
    if not viewer.may(Permission.SEND_NOTICE) or not viewer.reaches(Tier.WELFARE):
        return []
    return read_once(("notices", viewer.person_id, child_id), lambda: _lines(viewer, child_id))


def _lines(viewer: Viewer, child_id: int) -> Sequence[Line]:
    rows = session().execute(_written_to(viewer.reaches(Tier.WELFARE)), {"child_id": child_id})
    return [Line(*row[:4], *(bool(count) for count in row[4:])) for row in rows]


@lru_cache(maxsize=64)
def _written_to(reach: Reach) -> Any:
    return (
        select(
            Notice.id,
            Notice.title,
            Notice.sent_at,
            Person.name,
            func.count(Recipient.read_at),
            func.count(Reply.id),
            func.count(Withdrawal.id),
        )
        .join(Recipient, Recipient.notice_id == Notice.id)
        .join(Child, Child.id == Recipient.child_id)
        .join(Person, Person.id == Notice.sent_by_id)
        .outerjoin(Reply, Reply.recipient_id == Recipient.id)
        .outerjoin(Withdrawal, Withdrawal.notice_id == Notice.id)
        .where(ONE_CHILD, within_reach(reach))
        .group_by(Notice.id, Notice.title, Notice.sent_at, Person.name)
        .order_by(Notice.sent_at.desc())
        .limit(50)
    )


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """The last notices to this family, for whoever may write to it."""
    if not viewer.may(Permission.SEND_NOTICE) or not viewer.reaches(Tier.WELFARE):
        return []
    lines = _to_family(viewer, child_id)
    return [Panel("notices", "notices/_panel.html", {"lines": lines[:RECENT], "child_id": child_id}, order=60, aside=True)]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Notices to this family."""
    return [
        TimelineEntry(
            one.sent_at,
            "megaphone",
            _("Notice to the family: %(title)s", title=one.title),
            _("Withdrawn")
            if one.withdrawn
            else (_("Have answered") if one.answered else (_("Have read") if one.read else _("Not read"))),
            one.sent_by,
            KIND,
        )
        for one in _to_family(viewer, child_id)
    ]


def home_panel(viewer: Viewer) -> Sequence[Panel]:
    """What is unread or waits for an answer; one statement."""
    found = waiting(viewer)
    waits = [(one.title, url_for("notices.read", notice_id=one.notice_id)) for one, _text in found if one.waits]
    return [Panel("notices", "notices/_home.html", {"waiting": found}, order=12, waits=waits)] if found else []


def unread(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Own notices of the last month that families have not read after some days, and were not reminded of; one statement."""
    if not viewer.may(Permission.SEND_NOTICE):
        return []
    days = number("notices.unread_days")
    latest = clock.begin_of(today) - timedelta(days=days - 1)
    found = (
        select(Notice.id, Notice.title, Notice.sent_at, func.count(distinct(Guardian.person_id)))
        .join(Recipient, Recipient.notice_id == Notice.id)
        .join(Guardian, Guardian.id == Recipient.guardian_id)
        .outerjoin(Withdrawal, Withdrawal.notice_id == Notice.id)
        .where(Notice.sent_by_id == viewer.person_id, Notice.sent_at.between(clock.now() - LOOKS_BACK, latest))
        .where(Withdrawal.id.is_(None), Recipient.read_at.is_(None), Guardian.person_id.is_not(None))
        .group_by(Notice.id, Notice.title, Notice.sent_at)
        .order_by(Notice.sent_at)
        .limit(5)
    )
    return [_ask_again(id_, title, sent_at, people, days) for id_, title, sent_at, people in session().execute(found)]


def _ask_again(notice_id: int, title: str, sent_at: datetime, people: int, days: int) -> Deadline:
    begin = clock.local(sent_at).date()
    return Deadline(
        key=f"notices.unread.{notice_id}",
        title=_("Not everybody read “%(title)s”", title=title),
        why=ngettext("%(num)s person has not opened it", "%(num)s people have not opened it", people),
        due=begin + timedelta(days=days),
        start=begin,
        url=url_for("notices.notice_page", notice_id=notice_id, show="unread"),
        source=Source.SCHOOL,
        action=_("Remind"),
    )


def happenings(viewer: Viewer) -> Sequence[Happening]:
    """The last answers to own notices; one statement."""
    if not viewer.may(Permission.SEND_NOTICE):
        return []
    found = (
        select(Reply.at, Child.name, Notice.title, Notice.id)
        .join(Recipient, Recipient.id == Reply.recipient_id)
        .join(Notice, Notice.id == Recipient.notice_id)
        .join(Child, Child.id == Recipient.child_id)
        .where(Notice.sent_by_id == viewer.person_id, within(viewer, Tier.WELFARE), Reply.at > clock.now() - LOOKS_BACK)
        .order_by(Reply.id.desc())
        .limit(5)
    )
    return [
        Happening(
            at,
            _("The family of %(name)s answered “%(title)s”", name=name, title=title),
            url_for("notices.notice_page", notice_id=id_),
        )
        for at, name, title, id_ in session().execute(found)
    ]
