"""What emergency openings give the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flask import url_for
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Role, Tier
from portal.access.viewer import Viewer
from portal.access.words import TIER_WORDS
from portal.core import clock
from portal.core.contributions import Contributions, Deadline, Event, SettingDefinition, Source
from portal.emergency.queries import unread
from portal.emergency.reach import GRANTED_REACH


def to_acknowledge(viewer: Viewer, _today: date) -> Sequence[Deadline]:
    """What others opened in an emergency stays on the desk of those who must know until they have read it."""
    if not viewer.may(Permission.BREAK_GLASS):
        return ()
    return [
        Deadline(
            key=f"emergency.{one.id}",
            title=_l("%(person)s opened a closed part of %(child)s's file", person=one.person, child=one.child),
            why=TIER_WORDS[one.tier],
            due=clock.local(one.from_at).date(),
            start=clock.local(one.from_at).date(),
            url=url_for("emergency.index"),
            source=Source.SCHOOL,
            action=_l("Read why"),
        )
        for one in unread(viewer)
    ]


contributions = Contributions(
    domain="emergency",
    events=(
        Event("emergency.opened", _l("Closed file opened in an emergency"), Tier.CLINICAL),
        Event("emergency.ended", _l("Emergency opening ended"), Tier.CLINICAL),
        Event("emergency.acknowledged", _l("Emergency opening acknowledged"), Tier.CLINICAL),
    ),
    settings=(
        SettingDefinition(
            "emergency.longest_hours",
            _l("An emergency opening lasts at most"),
            24,
            Source.SCHOOL,
            "",
            _l("hours"),
            _l("Safety"),
            least=1,
            most=72,
        ),
    ),
    reaches=dict.fromkeys((Role.PRINCIPAL, Role.SAFEGUARDING_LEAD, Role.COUNSELOR), GRANTED_REACH),
    deadlines=(to_acknowledge,),
)
