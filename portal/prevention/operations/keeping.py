"""Writing down what was held, and looking after places nobody sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Difference, Refused, require_version
from portal.journal.operations import record
from portal.prevention.models import Activity, ActivityKind, BlindSpot, Cover
from portal.prevention.queries import own_classes, whole_school
from portal.prevention.words import COVERS


@dataclass(frozen=True)
class Holding:
    """What was held, when, about what, with how many."""

    kind: ActivityKind
    day: date
    topic: str
    class_id: int | None = None
    people: int | None = None


def write_down(holding: Holding, *, by: Viewer) -> Activity:
    """Keep an activity; homeroom teachers write class meetings of their own classes, whoever keeps the school everything."""
    if holding.day > clock.today():
        raise Refused(_l("The day lies in the future. Write it down once it was held."), field="day")
    if holding.kind is ActivityKind.CLASS_MEETING:
        if holding.class_id not in own_classes(by):
            raise Refused(_l("Choose the class the meeting was held in."), field="class_id")
    elif not whole_school(by):
        raise Refused(_l("What concerns the whole school is written down by the safeguarding lead."), field="kind")
    row = Activity(
        kind=holding.kind,
        class_id=holding.class_id if holding.kind is ActivityKind.CLASS_MEETING else None,
        day=holding.day,
        topic=holding.topic,
        people=holding.people,
        recorded_at=clock.now(),
        by_id=by.person_id,
    )
    session().add(row)
    record("prevention.held", subject=row, by=by)
    return row


def withdraw(activity: Activity, reason: str, *, by: Viewer) -> None:
    """Take back what was written down by mistake; it stays to be read and counts nowhere."""
    activity.withdrawn_at, activity.withdrawn_by_id, activity.withdrawn_reason = clock.now(), by.person_id, reason
    record("prevention.withdrawn", subject=activity, by=by)


@dataclass(frozen=True)
class Seen:
    """A place as it was seen."""

    place: str
    cover: Cover
    note: str = ""


def add_spot(seen: Seen, *, by: Viewer) -> BlindSpot:
    """A place nobody sees."""
    spot = BlindSpot(place=seen.place, cover=seen.cover, note=seen.note, found_on=clock.today(), by_id=by.person_id)
    session().add(spot)
    record("prevention.spot_added", subject=spot, by=by)
    return spot


def change_spot(spot: BlindSpot, seen: Seen, version: int, *, by: Viewer) -> None:
    """How a place is covered now; whoever saves second sees both versions."""
    differences = [
        Difference("place", _l("Place"), spot.place, seen.place),
        Difference("cover", _l("How it is covered"), spot.cover.value, seen.cover.value, COVERS[spot.cover], COVERS[seen.cover]),
        Difference("note", _l("Note"), spot.note, seen.note),
    ]
    require_version(spot, version, differences)
    spot.place, spot.cover, spot.note = seen.place, seen.cover, seen.note
    record("prevention.spot_changed", subject=spot, by=by)
