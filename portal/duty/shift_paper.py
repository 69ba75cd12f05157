"""The duty record of a weekend on paper (值班记录): who was on, counts, rounds, programme, meals, events, signatures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from portal.core import clock
from portal.core.filters import hour, moment, short_day
from portal.core.pdf.document import Document
from portal.duty.evening.closing import Evening, evening_of
from portal.duty.evening.words import ACTIVITIES, NOTES, house_name
from portal.duty.models.roster import PostKind
from portal.duty.models.shifts import NoteKind, ShiftLog
from portal.duty.queries.logs import Handed, Told, Watch
from portal.duty.queries.programme import Planned
from portal.duty.words import POSTS


@dataclass(frozen=True)
class Shift:
    """All that one log says; `turns_at` is the hour until which a night belongs to the evening before."""

    log: ShiftLog
    last_day: date
    watch: Sequence[Watch]
    counted: Sequence[Evening]
    told: Sequence[Told]
    programme: Sequence[Planned]
    searches: Sequence[tuple[str, str]]
    hand_overs: Sequence[Handed]
    turns_at: int


def shift_paper(found: Shift, school: str, printed_by: str) -> bytes:
    """A4, to be filed; it names a child only where it was looked for."""
    span = f"{short_day(found.log.weekend)}—{short_day(found.last_day)}"
    paper = Document(title=_("Duty record"), school=school, printed_by=printed_by, subtitle=span, internal=True)
    paper.facts(list(_people(found)))
    paper.heading(_("Roll calls"), 2)
    head = [_("Evening"), _("House"), _("To be there"), _("Were there"), _("With leave"), _("Fetched"), _("Not here"), _("Rounds")]
    paper.table(head, list(_counts(found)), widths=[1.4, 1.4, 1, 1, 1, 1, 1, 2.4])
    _events(paper, found)
    paper.heading(_("Hand-overs"), 2)
    if found.hand_overs:
        rows = [(one.given_by, moment(one.given_at), one.to, moment(one.taken_at) or "—", one.words) for one in found.hand_overs]
        head = [_("Handed over by"), _("When"), _("Taken over by"), _("When"), _("What was handed over")]
        paper.table(head, rows, widths=[1.2, 1.4, 1.2, 1.4, 4])
    return paper.signatures([_("Handed over by"), _("Taken over by"), str(POSTS[PostKind.LEADER])]).bytes()


def _people(found: Shift) -> Iterator[tuple[str, str]]:
    names: dict[PostKind, list[str]] = defaultdict(list)
    for one in found.watch:
        names[one.post].append(one.name)
    for post in PostKind:
        yield str(POSTS[post]), _(", ").join(names[post]) or "—"
    yield _("Shift begun"), moment(found.log.opened_at)
    yield _("Shift closed"), moment(found.log.closed_at) or _("still open")


def _counts(found: Shift) -> Iterator[Sequence[object]]:
    rounds: dict[date, list[str]] = defaultdict(list)
    for one in sorted(found.told, key=lambda one: one.at):
        if one.kind == NoteKind.ROUND:
            rounds[evening_of(clock.local(one.at), found.turns_at)].append(f"{hour(one.at)} {one.by}")
    for evening in found.counted:
        count, made = evening.count, _(", ").join(rounds[evening.day])
        figures = [count.expected, count.present, count.leave, count.fetched, count.missing] if count else ["—"] * 5
        yield [short_day(evening.day), house_name(evening.house), *figures, made or "—"]


def _events(paper: Document, found: Shift) -> None:
    """The programme, what was written down, and searches; each only when there is something."""
    took_place = [one for one in found.programme if not one.called_off]
    if took_place:
        paper.heading(_("Weekend programme"), 2)
        rows = [
            (moment(one.starts_at), one.title, str(ACTIVITIES[one.kind]), one.place, one.led_by, one.children) for one in took_place
        ]
        head = [_("When"), _("What"), _("Kind"), _("Place"), _("Who led it"), _("Children")]
        paper.table(head, rows, widths=[1.5, 2.4, 1.2, 1.4, 1.2, 0.8])
    written = [one for one in sorted(found.told, key=lambda one: one.at) if one.kind != NoteKind.ROUND]
    if written or found.searches:
        paper.heading(_("Meals, events and what was done"), 2)
        lines = [(moment(one.at), str(NOTES[NoteKind(one.kind)]), one.words, one.by) for one in written]
        lines += [(at, _("Search"), words, "") for at, words in found.searches]
        paper.table([_("When"), _("Kind"), _("In words"), _("Written by")], lines, widths=[1.5, 1.3, 5, 1.2])
