"""What care asks of whom: one duty for each kind of gap and class, the gravest ones child by child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import select

from portal.access.permissions import Permission, Role, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Guardian
from portal.children.scope import within
from portal.core import clock
from portal.core.contributions import Deadline, Source
from portal.core.db import session
from portal.guardianship.at_home import objected
from portal.guardianship.gaps import Gap, GapKind, Owner
from portal.guardianship.models import UrgingNotice
from portal.guardianship.queries import CareOf, care_within
from portal.guardianship.words import GAPS, NEXT, source_of
from portal.school.classes import class_name
from portal.school.queries import number

Found = tuple[CareOf, Gap]


def care_deadlines(viewer: Viewer, _today: date) -> Sequence[Deadline]:
    """Homeroom teachers: their own classes. The safeguarding lead: what is grave in the whole school. Six statements."""
    if not viewer.may(Permission.SEE_CARE) or not viewer.may(Permission.EDIT_CHILD):
        return []
    if Role.SAFEGUARDING_LEAD in viewer.roles:
        return list(_duties(care_within(viewer), Owner.LEAD, viewer.homeroom_ids))
    return list(_duties(care_within(viewer, Child.class_id.in_(sorted(viewer.homeroom_ids))), Owner.HOMEROOM, viewer.homeroom_ids))


def _duties(children: Sequence[CareOf], owner: Owner, own_classes: frozenset[int]) -> Iterator[Deadline]:
    grouped: dict[tuple[GapKind, int | None], list[Found]] = defaultdict(list)
    for child in children:
        for gap in child.gaps:
            if gap.hard:
                yield _hard(child, gap)
            elif gap.owner is owner or child.class_id in own_classes:
                grouped[gap.kind, child.class_id].append((child, gap))
    yield from (_of_class(kind, class_id, found) for (kind, class_id), found in grouped.items())


def _hard(child: CareOf, gap: Gap) -> Deadline:
    source, words = source_of(gap.kind)
    return Deadline(
        key=f"guardianship.{gap.kind}.{child.id}",
        title=_("%(name)s: %(what)s", name=child.name, what=GAPS[gap.kind]),
        why=NEXT[gap.kind],
        due=gap.due,
        start=gap.since,
        url=url_for("children.file", child_id=child.id, _anchor="care-gaps"),
        source=source,
        source_words=words,
        action=_("See to it"),
    )


def _of_class(kind: GapKind, class_id: int | None, found: Sequence[Found]) -> Deadline:
    source, words = source_of(kind)
    names = _(", ").join(dict.fromkeys(child.name for child, _gap in found[:3]))
    return Deadline(
        key=f"guardianship.{kind}.class.{class_id}",
        title=_("%(class_name)s: %(what)s", class_name=class_name(class_id), what=GAPS[kind]),
        why=ngettext("%(num)s child: %(names)s", "%(num)s children: %(names)s", len(found), names=names),
        due=min(gap.due for _child, gap in found),
        start=min(gap.since for _child, gap in found),
        url=url_for("guardianship.index", kind=kind),
        source=source,
        source_words=words,
        action=_("Look through"),
    )


def notice_deadlines(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Urging notices without an answer, for the homeroom teacher of the class; one statement."""
    if not viewer.homeroom_ids or not viewer.may(Permission.EDIT_CHILD):
        return []
    wait = timedelta(days=number("guardianship.answer_days"))
    found = (
        select(UrgingNotice.id, UrgingNotice.sent_on, Child.id, Child.name, Guardian.name)
        .join(Child, Child.id == UrgingNotice.child_id)
        .join(Guardian, Guardian.id == UrgingNotice.guardian_id)
        .where(UrgingNotice.answered_on.is_(None), within(viewer, Tier.WELFARE), Child.class_id.in_(sorted(viewer.homeroom_ids)))
    )
    return [
        Deadline(
            key=f"guardianship.notice.{notice_id}",
            title=_("%(name)s: ask for the answer to the notice", name=child),
            why=_("Sent to %(name)s, no answer noted", name=guardian),
            due=sent_on + wait,
            start=sent_on,
            url=url_for("guardianship.notice", child_id=child_id, notice_id=notice_id),
            source=Source.SCHOOL,
            action=_("Ask"),
        )
        for notice_id, sent_on, child_id, child, guardian in session().execute(found)
        if sent_on + wait - timedelta(days=7) <= today
    ]


def word_deadlines(viewer: Viewer, _today: date) -> Sequence[Deadline]:
    """Families that said the agreement is not right, for the homeroom teacher of the class; one statement."""
    if not viewer.homeroom_ids or not viewer.may(Permission.EDIT_CHILD):
        return []
    wait = timedelta(days=number("guardianship.answer_days"))
    found = objected(within(viewer, Tier.WELFARE), Child.class_id.in_(sorted(viewer.homeroom_ids)))
    return [
        Deadline(
            key=f"guardianship.word.{said.id}",
            title=_("%(name)s: the family says the agreement is not right", name=child.name),
            why=said.what or "",
            due=clock.local(said.at).date() + wait,
            start=clock.local(said.at).date(),
            url=url_for("guardianship.agreement", child_id=child.id, agreement_id=said.agreement_id, _anchor="words"),
            source=Source.SCHOOL,
            action=_("Ask"),
        )
        for said, child in found
    ]
