"""What pairing adds to the child's page and to the list of children."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Reach, Viewer
from portal.children.dated import holds_on
from portal.children.models import Child
from portal.children.scope import THESE_CHILDREN, within_reach
from portal.core import clock
from portal.core.contributions import ListColumn, Panel, TimelineEntry
from portal.core.db import session
from portal.core.errors import Words
from portal.pairing.listing import listed
from portal.pairing.models import Pairing
from portal.pairing.queries.standing import standing_of
from portal.pairing.queries.talks import Told, pairs_of, talks_of
from portal.pairing.words import MODES, REASONS, RECEIVERS
from portal.people.models import Person

TALKS, PAIRS = "talks", "pairs"


def at_hand(viewer: Viewer) -> Sequence[tuple[int, Words, str]]:
    """Who is named for the own children of a parent or carer; one statement."""
    own = (Pairing.child_id.in_(sorted(viewer.reaches(Tier.DIRECTORY).child_ids)), holds_on(Pairing, clock.today()))
    found = select(Pairing.child_id, Person.name).join(Person, Person.id == Pairing.teacher_id).where(*own)
    return [(child_id, _("Caring teacher"), name) for child_id, name in session().execute(found.order_by(Pairing.id))]


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """Who is named for the child and when they last talked; one statement."""
    found = standing_of(viewer, child_id)
    if found is None:
        return []
    line = listed([found], clock.today())[0]
    may = {"plan": viewer.may(Permission.PLAN_PAIRS), "talk": viewer.may(Permission.RECORD_TALK)}
    return [Panel("pairing", "pairing/_panel.html", {"line": line, "may": may}, order=30, aside=True)]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Talks and pairs of a child within the welfare tier."""
    return [*(_talk(told) for told in talks_of(viewer, child_id)), *_pairs(viewer, child_id)]


def _talk(told: Told) -> TimelineEntry:
    title = _("%(mode)s, %(minutes)s minutes", mode=MODES[told.mode], minutes=told.minutes)
    text = told.noticed
    if told.next_step:
        text = _("%(noticed)s Next: %(next)s", noticed=told.noticed, next=told.next_step)
    if told.receiver is not None:
        title = _("%(title)s, handed on to: %(to)s", title=title, to=RECEIVERS[told.receiver])
    return TimelineEntry(clock.begin_of(told.day), "message-circle", title, text, told.teacher, TALKS, "lamp")


def _pairs(viewer: Viewer, child_id: int) -> Iterator[TimelineEntry]:
    for pairing, name, ending in pairs_of(viewer, child_id):
        begun = clock.begin_of(pairing.from_day)
        yield TimelineEntry(begun, "handshake", _("%(name)s named for the child", name=name), pairing.child_said or "", kind=PAIRS)
        if ending is not None:
            title = _("%(name)s no longer named: %(why)s", name=name, why=REASONS[ending.reason])
            yield TimelineEntry(ending.at, "handshake", title, ending.note or "", kind=PAIRS)


def cells(viewer: Viewer, child_ids: Sequence[int]) -> Mapping[int, str]:
    """The adult named for each child of a page; one statement."""
    found = _named_in(viewer.reaches(Tier.WELFARE), clock.today())
    return {child_id: name for child_id, name in session().execute(found, {"child_ids": child_ids})}  # noqa: C416 rows are no pairs to mypy


@lru_cache(maxsize=64)
def _named_in(reach: Reach, today: date) -> Any:
    return (
        select(Pairing.child_id, Person.name)
        .join(Person, Person.id == Pairing.teacher_id)
        .join(Child, Child.id == Pairing.child_id)
        .where(THESE_CHILDREN, holds_on(Pairing, today), within_reach(reach))
    )


column = ListColumn("pairing", _l("Adult named"), "pairing/_column.html", cells, order=40)
