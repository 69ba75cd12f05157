"""What screening asks of whom: flags to be taken, talks that are due; lead and principal only when nobody took a flag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Deadline, Source
from portal.school.queries import calendar
from portal.screening.queries.alerts import Due, dues
from portal.screening.queries.owed import OpenRound, grades_not_asked, rounds_of_the_year
from portal.screening.rules import YEARLY_SHOWN, year_ends
from portal.screening.shown import grades_words

AT_ONCE = _l("Plan of the school for answers that cannot wait; “at once” has no figure in law")


def due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Children to be seen now one by one, other talks together by round, then what rounds owe; two statements."""
    found, runs = dues(viewer), viewer.may(Permission.RUN_SCREENING)
    urgent = [_to_take(one, runs=runs) if one.raised_at else _to_see(one) for one in found if one.raised_at or one.due_at]
    later: dict[int, list[Due]] = defaultdict(list)
    for one in found:
        if not one.raised_at and not one.due_at:
            later[one.round_id].append(one)
    return [*urgent, *(_together(each) for each in later.values()), *(_owed(today) if runs else ())]


def _to_take(one: Due, *, runs: bool) -> Deadline:
    """A flag nobody has taken; who is not the counselor learns only whom the counselor must see."""
    raised, by = one.raised_at or one.made_at, one.answer_by or one.made_at
    title = _("See %(name)s now", name=one.name) if runs else _("Please have the counselor see %(name)s now", name=one.name)
    return Deadline(
        key=f"screening.flag.{one.participant_id}",
        title=title,
        why=_("An answer in the screening cannot wait") if runs else _("The counselor has not answered yet"),
        due=clock.local(by).date(),
        start=clock.local(raised).date(),
        url=url_for("screening.taken", participant_id=one.participant_id),
        source=Source.SCHOOL,
        source_words=AT_ONCE,
        action=_("I see to it"),
        due_at=by,
    )


def _to_see(one: Due) -> Deadline:
    return Deadline(
        key=f"screening.talk_advised.{one.child_id}",
        title=_("Sit down with %(name)s", name=one.name),
        why=_("After the screening, face to face"),
        due=one.due,
        start=clock.local(one.made_at).date(),
        url=url_for("screening.interview", round_id=one.round_id, child_id=one.child_id),
        source=Source.SCHOOL,
        source_words=AT_ONCE,
        action=_("Note the talk"),
        due_at=one.due_at,
    )


def _together(found: Sequence[Due]) -> Deadline:
    first = found[0]
    names = _(", ").join(one.name for one in found[:3])
    return Deadline(
        key=f"screening.talks.{first.round_id}",
        title=ngettext("Talk with %(num)s child after screening", "Talk with %(num)s children after screening", len(found)),
        why=_("%(round)s, first %(names)s", round=first.round_name, names=names),
        due=first.due,
        start=min(min(clock.local(one.made_at).date() for one in found), first.due),
        url=url_for("screening.one", round_id=first.round_id),
        source=Source.SCHOOL,
        source_words=_l("Days by attention, set by this school"),
        action=_("Open the list"),
    )


def _owed(today: date) -> Iterator[Deadline]:
    rounds = rounds_of_the_year(today)
    yield from (_to_check(one, one.due) for one in rounds if one.due)
    ends, grades = year_ends(today, calendar().terms), grades_not_asked(rounds, today)
    if grades and ends - today <= YEARLY_SHOWN:
        yield Deadline(
            key=f"screening.year.{ends.year}",
            title=_("Plan this school year's screening"),
            why=_("Not asked yet this school year: %(grades)s", grades=grades_words(grades)),
            due=ends,
            start=ends - YEARLY_SHOWN,
            url=url_for("screening.new"),
            source=Source.POLICY,
            source_words=_l("Special plan 2023–2025 for the mental health of pupils: at least once a school year"),
            action=_("Open"),
        )


def _to_check(one: OpenRound, due: date) -> Deadline:
    return Deadline(
        key=f"screening.checks.{one.id}",
        title=ngettext("Look at %(num)s sheet again", "Look at %(num)s sheets again", one.waiting),
        why=_("%(round)s: these may not say how the child feels", round=one.name),
        due=due,
        start=min(one.since or due, due),
        url=url_for("screening.one", round_id=one.id, _anchor="checks-h"),
        source=Source.SCHOOL,
        source_words=_l("Days set by this school"),
        action=_("Open the list"),
    )
