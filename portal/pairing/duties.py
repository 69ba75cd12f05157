"""What pairing asks of whom: talks that fall due, children whose adult is gone, worries that wait to be taken."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import TEACHING, Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Deadline, DeskLink, Panel, Source
from portal.pairing.listing import listed
from portal.pairing.queries.standing import Show, Standing, concerning
from portal.pairing.queries.talks import handed_to
from portal.pairing.words import RECEIVERS
from portal.school.classes import class_name

AHEAD = timedelta(days=7)


def talks_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """The viewer's own children whose next talk is due within a week or overdue."""
    if not viewer.may(Permission.RECORD_TALK):
        return []
    own = [one for one in concerning(viewer) if one.teacher_id == viewer.person_id and one.gone_since is None]
    return [_talk_due(one, one.due) for one in own if one.due is not None and one.due <= today + AHEAD]


def _talk_due(one: Standing, due: date) -> Deadline:
    last = one.last_talk or one.since or due
    return Deadline(
        key=f"pairing.talk.{one.child_id}",
        title=_("Talk with %(name)s", name=one.name),
        why=_("%(class)s, you are named for this child", **{"class": class_name(one.class_id)}),
        due=due,
        start=min(last, due),
        url=url_for("pairing.talk", child_id=one.child_id),
        source=Source.PRACTICE,
        source_words=_l("District practice: a talk every month"),
        action=_("Write it down"),
    )


def adults_gone(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """For who plans pairs: one line for each adult who is gone, from the last day at school on."""
    if not viewer.may(Permission.PLAN_PAIRS):
        return []
    lone = [one for one in concerning(viewer) if one.shows(Show.ORPHANED, today)]
    lone.sort(key=lambda one: (one.teacher_id or 0, one.name))
    return list(_by_adult(lone))


def _by_adult(lone: Sequence[Standing]) -> Iterator[Deadline]:
    for teacher_id, group in groupby(lone, lambda one: one.teacher_id):
        children = list(group)
        first = min(one.gone_since for one in children if one.gone_since)
        yield Deadline(
            key=f"pairing.gone.{teacher_id}",
            title=_("Find other adults in place of %(name)s", name=children[0].teacher),
            why=ngettext("%(num)s child is without its adult", "%(num)s children are without their adult", len(children)),
            due=min(one.repair_by for one in children if one.repair_by),
            start=first,
            url=url_for("pairing.children", show=Show.ORPHANED, teacher=teacher_id),
            source=Source.SCHOOL,
            action=_("Pair anew"),
        )


def to_take(viewer: Viewer, _today: date) -> Sequence[Deadline]:
    """Worries handed to the viewer's role that nobody has taken."""
    if not viewer.may(Permission.TAKE_HAND_OVER):
        return []
    return [
        Deadline(
            key=f"pairing.hand_over.{one.id}",
            title=_("%(by)s hands on a worry about %(child)s", by=one.made_by, child=one.child),
            why=RECEIVERS[one.receiver],
            due=one.due,
            start=clock.local(one.made_at).date(),
            url=url_for("pairing.hand_overs"),
            source=Source.SCHOOL,
            action=_("Take it"),
        )
        for one in handed_to(viewer, open_only=True)
    ]


def my_children(viewer: Viewer) -> Sequence[Panel]:
    """The children named for the viewer, on the desk."""
    if not viewer.may(Permission.RECORD_TALK):
        return []
    own = [one for one in concerning(viewer) if one.teacher_id == viewer.person_id]
    return [Panel("pairing.mine", "pairing/_desk.html", {"rows": listed(own, clock.today())}, order=20)] if own else []


def desk_links(viewer: Viewer) -> Sequence[DeskLink]:
    """Whoever teaches notes a talk from the desk."""
    return [DeskLink(_l("Note a talk"), url_for("pairing.mine"), "pen-line", main=True)] if viewer.roles & TEACHING else []
