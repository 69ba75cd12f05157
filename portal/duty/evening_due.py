"""What an evening on duty puts on the desk: a child who is missing, a signature, a shift to begin, names to call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from flask import url_for
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Deadline, Panel, Source
from portal.duty.evening.ladder import Asked, Minutes
from portal.duty.evening.words import NEXT
from portal.duty.giving.evening import LAW
from portal.duty.models.tonight import SearchStep
from portal.duty.queries.now import Now, now_for
from portal.duty.queries.search import Search, asked_of, minutes
from portal.school.queries import number


def evening_due(viewer: Viewer, _today: date) -> Sequence[Deadline]:
    """One statement; a second one only while a child is being looked for."""
    if not viewer.may(Permission.RUN_SHIFT):
        return []
    found = now_for(viewer)
    searches = [_search_due(one) for one in asked_of(viewer)] if found.searches else []
    return [*searches, *_signature_due(found), *_shift_due(found)]


def _search_due(one: Search) -> Deadline:
    """The rung the search stands on by now, with its clock."""
    step, at = _rung(one, minutes())
    return Deadline(
        key=f"duty.missing.{one.id}",
        title=_("%(name)s is not there", name=one.name),
        why=str(NEXT[step]),
        due=clock.local(at).date(),
        start=clock.local(one.since).date(),
        url=url_for("duty.search_page", missing_id=one.id),
        source=Source.LAW,
        source_words=LAW,
        action=_("Search and calls"),
        due_at=at,
    )


def _rung(one: Search, clocks: Minutes) -> tuple[SearchStep, datetime]:
    step = {Asked.ON_DUTY: SearchStep.LEADER, Asked.LEADER: SearchStep.GUARDIAN, Asked.LEAD: SearchStep.GUARDIAN}.get(
        one.asked(clock.now()), SearchStep.POLICE
    )
    return step, one.since + timedelta(minutes=clocks.of(step))


def _signature_due(found: Now) -> Iterator[Deadline]:
    if found.to_sign is not None:
        today = clock.today()
        url = url_for("duty.taking_over", hand_over_id=found.to_sign)
        why = _("A colleague has signed; the shift closes with your signature")
        yield Deadline(
            "duty.hand_over", _("Take over the shift"), why, today, today, url, Source.PRACTICE, action=_("Read and sign")
        )


def _shift_due(found: Now) -> Iterator[Deadline]:
    if found.weekend is None or found.starts_at is None:
        return
    url, evening = url_for("duty.tonight"), found.evening
    if found.log_id is None:
        why = _("You are on duty this weekend")
        at = found.starts_at
        yield Deadline("duty.begin", _("Begin the shift"), why, clock.local(at).date(), evening, url, Source.SCHOOL, due_at=at)
    elif found.handed_in < found.houses:
        at = clock.begin_of(evening) + timedelta(hours=number("duty.roll_hour"), minutes=30)
        why = _("%(done)s of %(all)s houses handed in", done=found.handed_in, all=found.houses)
        words = _("Half an hour before lights out")
        yield Deadline("duty.roll", _("Call the names"), why, evening, evening, url, Source.PRACTICE, words, due_at=at)


def tonight_panel(viewer: Viewer) -> Sequence[Panel]:
    """For who is on duty now: the way to the lists; no statement beyond that of what is due."""
    if not viewer.may(Permission.RUN_SHIFT):
        return []
    found = now_for(viewer)
    return [Panel("duty.tonight", "duty/_tonight.html", {"found": found}, order=5, aside=True)] if found.weekend else []
