"""The roster on paper, as a spreadsheet and as a calendar, from plain data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO

from flask_babel import gettext as _

from portal.core import clock
from portal.core.filters import day
from portal.core.pdf.document import Document
from portal.core.sheets.writing import Column, Value, write_xlsx
from portal.duty.models.roster import PostKind
from portal.duty.queries.roster import Held
from portal.duty.shown.roster import Roster, Row
from portal.duty.words import POSTS


def roster_paper(found: Roster, school: str, printed_by: str) -> bytes:
    """A4 landscape, to be posted up: no telephone, no child."""
    first, last = day(found.term.first_day), day(found.term.last_day)
    paper = Document(
        title=_("Weekend duty"), school=school, printed_by=printed_by, landscape=True, subtitle=f"{first}—{last}", internal=True
    )
    head = [_("Weekend"), _("Staying"), *(POSTS[post] for post in found.columns)]
    rows = [[_when(row), row.staying, *_names(row, found.columns)] for row in found.rows if row.cells]
    paper.table(head, rows, widths=[1.6, 0.7, *[1.1] * len(found.columns)])
    paper.paragraph(_("Changes after printing stand in the portal. Duty begins on the eve and ends on the last day."), "note")
    return paper.bytes()


def _when(row: Row) -> str:
    return f"{row.words} {row.small}".strip() if row.weekend.kind != "weekend" else row.words


def _names(row: Row, columns: Sequence[PostKind]) -> Iterator[str]:
    for post in columns:
        cells = row.cells.get(post, ())
        yield _(", ").join(cell.name or _("Vacant") for cell in cells) or "—"


def roster_sheet(found: Roster) -> bytes:
    """One line a weekend and post: what a spreadsheet can sort and filter."""
    columns = [Column(_("Weekend"), 22), Column(_("First day"), 12), Column(_("Last day"), 12), Column(_("Post"), 16)]
    columns += [Column(_("Name"), 14), Column(_("Staying"), 10)]
    target = BytesIO()
    write_xlsx(target, _("Weekend duty"), columns, _lines(found))
    return target.getvalue()


def _lines(found: Roster) -> Iterator[Sequence[Value]]:
    for row in found.rows:
        for post in found.columns:
            for cell in row.cells.get(post, ()):
                weekend = row.weekend
                yield (row.words, weekend.first_day, weekend.last_day, str(POSTS[post]), cell.name or _("Vacant"), row.staying)


def duty_calendar(held: Sequence[Held], school: str) -> bytes:
    """Somebody's duties for the calendar of their phone; moments in UTC, no name of anybody else."""
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Shouwang//duty//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", _("Weekend duty"))
    for one in held:
        event = Event()
        event.add("uid", f"duty-{one.assignment_id}@shouwang")
        event.add("summary", _("Weekend duty: %(post)s", post=POSTS[one.post]))
        event.add("location", school)
        event.add("dtstart", _utc(one.starts_at))
        event.add("dtend", _utc(one.ends_at))
        event.add("dtstamp", _utc(clock.now()))
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _utc(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)
