"""Whom somebody may write to: groups and single families within reach."""

from __future__ import annotations

from sqlalchemy import select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Words
from portal.notices.audiences import To
from portal.notices.models import Audience, AudienceKind
from portal.notices.words import GROUPS, audience_words
from portal.school.classes import classes


def groups_offered(viewer: Viewer) -> list[tuple[str, Words]]:
    """The whole school and its grades for whoever reaches it, own classes, boarders, families apart."""
    reach, today = viewer.reaches(Tier.WELFARE), clock.today()
    known = {one.id: grade for one in classes().values() if (grade := one.grade(today)) is not None}
    offered: list[tuple[str, Words]] = []
    if reach.whole_school:
        offered.append((str(To(AudienceKind.SCHOOL)), GROUPS[AudienceKind.SCHOOL]))
        for grade in sorted(set(known.values())):
            words = audience_words([Audience(kind=AudienceKind.GRADE, grade=grade)])
            offered.append((str(To(AudienceKind.GRADE, grade)), words))
    for id_ in known:
        if reach.whole_school or id_ in reach.class_ids:
            offered.append((str(To(AudienceKind.CLASS, id_)), classes()[id_].name()))
    groups = (AudienceKind.BOARDERS, AudienceKind.APART)
    return offered + [(str(To(kind)), GROUPS[kind]) for kind in groups if reach]


def families_offered(viewer: Viewer, class_id: int | None, child_id: int | None) -> list[tuple[str, str]]:
    """The families of one class, or of one child, by the child's name; of the only own class when none is named."""
    own = sorted(viewer.reaches(Tier.WELFARE).class_ids)
    chosen = class_id or (own[0] if len(own) == 1 else None)
    if not (chosen or child_id):
        return []
    narrowed = Child.id == child_id if child_id else Child.class_id == chosen
    found = select(Child.id, Child.name).where(narrowed, Child.enrolment == Enrolment.ENROLLED, within(viewer, Tier.WELFARE))
    rows = session().execute(found.order_by(Child.pinyin, Child.id))
    return [(str(To(AudienceKind.FAMILY, id_)), name) for id_, name in rows]
