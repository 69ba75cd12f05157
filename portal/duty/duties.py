"""What the roster and Friday put on the desk as due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.calendar import DAY
from portal.core.contributions import Deadline, DeskLink, Source
from portal.duty.planning.weekends import Weekend, current, weekends
from portal.duty.queries.desk import Friday, friday, late, waiting
from portal.duty.queries.stays import Stay
from portal.duty.words import POSTS, held_span, long_span
from portal.school.queries import calendar, number

AHEAD = timedelta(days=3)
NAMED = 3
FETCHED_BY = timedelta(hours=20)  # of the eve: who was to come has come by then


def roster_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Duties not seen yet, swaps that wait for the viewer; two statements, shared with the panel."""
    if not viewer.may(Permission.SEE_ROSTER):
        return []
    found, made = waiting(viewer), []
    unseen = [one for one in found.ahead if one.seen_at is None]
    if unseen:
        words = _(", ").join(f"{held_span(one.weekend, one.ends_at)} {POSTS[one.post]}" for one in unseen[:NAMED])
        why = _("%(count)s duties were given to you: %(days)s", count=len(unseen), days=words)
        due = min(today + DAY * 2, max(today, clock.local(unseen[0].starts_at).date()))
        made.append(_due("duty.unseen", _("Look at the new duties"), why, due, today, url_for("duty.mine")))
    if found.asked:
        why = ngettext("%(num)s colleague asked", "%(num)s colleagues asked", found.asked)
        made.append(_due("duty.swap", _("Answer a swap of duties"), why, today + DAY * 2, today, url_for("duty.swaps")))
    if found.to_consent:
        why = ngettext("%(num)s swap is agreed by both sides", "%(num)s swaps are agreed by both sides", found.to_consent)
        made.append(_due("duty.consent", _("Consent to a swap of duties"), why, today + DAY * 2, today, url_for("duty.swaps")))
    return made


def _due(key: str, title: str, why: str, due: date, start: date, url: str) -> Deadline:
    return Deadline(key=key, title=title, why=why, due=due, start=start, url=url, source=Source.SCHOOL, action=_("Open"))


def weekend_near(today: date) -> Weekend | None:
    """The weekend that is near enough to be asked about; no statement."""
    longest = number("duty.longest_days")
    found = current(weekends(calendar(), today - DAY * 9, today + DAY * 9, longest), today)
    return found if found is not None and today >= found.eve - AHEAD else None


def friday_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Answers still missing, and children nobody fetched; two statements, only near a weekend."""
    weekend = weekend_near(today)
    if weekend is None or not viewer.homeroom_ids or not viewer.may(Permission.KEEP_STAY_LIST):
        return []
    found, made = friday(viewer, weekend.first_day), []
    if found.unanswered and today <= weekend.eve:
        title = _("Complete the list: who stays, who is fetched")
        why = _("%(weekend)s: no answer for %(names)s", weekend=long_span(weekend), names=_names(found.unanswered))
        made.append(_due(f"duty.stays.{weekend.first_day}", title, why, weekend.eve, weekend.eve - AHEAD, url_for("duty.stays")))
    if found.unfetched and clock.now() >= clock.begin_of(weekend.eve) + FETCHED_BY:
        made.append(_unfetched(found, weekend))
    return made


def _unfetched(found: Friday, weekend: Weekend) -> Deadline:
    return Deadline(
        key=f"duty.unfetched.{weekend.first_day}",
        title=_("Call the families of children nobody fetched"),
        why=_names(found.unfetched),
        due=clock.today(),
        start=weekend.eve,
        url=url_for("duty.stays"),
        source=Source.PRACTICE,
        source_words=_l("Practice of schools: a child is handed over, never left waiting"),
        action=_("Call"),
    )


def _names(found: Sequence[Stay]) -> str:
    named = _(", ").join(one.name for one in found[:NAMED])
    return named if len(found) <= NAMED else _("%(names)s and %(count)s more", names=named, count=len(found) - NAMED)


def late_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Children who should be back by now; one statement, for whoever keeps lists or the gate."""
    if not (viewer.may(Permission.KEEP_STAY_LIST) or viewer.may(Permission.CHECK_GATE)):
        return []
    found = late(viewer)
    if not found:
        return []
    url = url_for("duty.out") if viewer.may(Permission.CHECK_GATE) else url_for("duty.stays")
    names = _(", ").join(name for name, _due_at in found[:NAMED])
    return [
        Deadline(
            key="duty.late",
            title=_("Ask after children who are not back"),
            why=names,
            due=today,
            start=clock.local(found[0][1]).date(),
            url=url,
            source=Source.PRACTICE,
            source_words=_l("Practice of schools: late return, the family is called first"),
            action=_("Call"),
            due_at=found[0][1],
        )
    ]


def desk_links(viewer: Viewer) -> Sequence[DeskLink]:
    """Whoever keeps the house goes on to the evening, also where nothing is due."""
    return [DeskLink(_l("Tonight"), url_for("duty.tonight"), "moon", main=True)] if Role.DUTY_STAFF in viewer.roles else []
