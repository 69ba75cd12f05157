"""The room's calendar for a telephone: times that are taken and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from flask_babel import gettext as _

from portal.core import clock
from portal.counseling.queries.room import Taken


def calendar_of(times: Sequence[Taken]) -> bytes:
    """An iCalendar file in UTC; an entry names no child and no purpose, since telephones show it on a locked screen."""
    from icalendar import Calendar, Event

    found = Calendar()
    found.add("prodid", "-//Shouwang//counseling//ZH")
    found.add("version", "2.0")
    found.add("x-wr-calname", _("Appointments"))
    for one in times:
        event = Event()
        event.add("uid", f"appointment-{one.id}@shouwang")
        event.add("dtstamp", clock.now().replace(microsecond=0))
        event.add("dtstart", one.begins.astimezone(UTC))
        event.add("dtend", one.ends.astimezone(UTC))
        event.add("summary", _("An appointment"))
        found.add_component(event)
    return bytes(found.to_ical())
