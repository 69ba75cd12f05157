"""What a term owes of prevention: to the lead for the school, to homeroom teachers for their class."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.contributions import Deadline, Source
from portal.core.errors import Words
from portal.prevention.models import ActivityKind
from portal.prevention.queries import Asked, Term, own_classes, term, whole_school
from portal.prevention.words import KINDS
from portal.school.classes import class_name
from portal.school.queries import number

EACH_TERM = _l("County practice: all pupils every term")

#: Once a term for the whole school, with where that comes from.
ONCE: Sequence[tuple[ActivityKind, Words]] = (
    (ActivityKind.THEME_EDUCATION, _l("Ministry 2018: theme education every term")),
    (ActivityKind.STAFF_TRAINING, _l("County practice: training every term")),
    (ActivityKind.PARENT_TRAINING, _l("County practice: parents are trained as well")),
)


def owed(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """What is not done yet in the term that runs; one statement. In the holidays nothing is due."""
    if not viewer.may(Permission.KEEP_PREVENTION):
        return []
    found = term()
    if found is None or today not in found.days:
        return []
    return [*_meetings(viewer, found), *(_of_the_school(found) if whole_school(viewer) else ())]


def _deadline(found: Term, key: str, title: Words, why: Words, source_words: Words) -> Deadline:
    return Deadline(
        key=f"prevention.{found.days.id}.{key}",
        title=title,
        why=why,
        due=found.days.last_day,
        start=found.days.first_day,
        url=url_for("prevention.index"),
        source=Source.POLICY,
        source_words=source_words,
        action=_("Open"),
    )


def _of_the_school(found: Term) -> Iterator[Deadline]:
    if found.survey is None:
        yield _deadline(found, "survey", _("Survey all pupils about bullying"), _l("Not opened this term"), EACH_TERM)
    elif not found.survey.closed:
        yield _running(found.survey)
    for kind, words in ONCE:
        if not found.held.get(kind):
            yield _deadline(found, kind.value, KINDS[kind], _l("Not held this term"), words)
    for spot_id, found_on in found.open_spots:
        yield Deadline(
            key=f"prevention.spot.{spot_id}",
            title=_("Cover a place nobody sees"),
            why=_l("Corridors, roofs, store rooms are covered in full"),
            due=found_on + timedelta(days=number("prevention.spot_days")),
            start=found_on,
            url=url_for("prevention.change", spot_id=spot_id),
            source=Source.SCHOOL,
            action=_("Open"),
        )


def _running(survey: Asked) -> Deadline:
    """A survey is done when it was answered and closed, not when it was opened."""
    return Deadline(
        key=f"prevention.survey.{survey.id}",
        title=_("Bring the survey about bullying to its end"),
        why=ngettext("%(num)s answer so far; close it once every class has answered",
                     "%(num)s answers so far; close it once every class has answered", survey.answered),
        due=survey.closes_on,
        start=min(survey.closes_on - timedelta(days=number("prevention.survey_days")), survey.closes_on),
        url=url_for("prevention.progress", survey_id=survey.id),
        source=Source.POLICY,
        source_words=EACH_TERM,
        action=_("Slips and answers"),
    )  # fmt: skip


def _meetings(viewer: Viewer, found: Term) -> Iterator[Deadline]:
    """For homeroom teachers by class; for the lead in one line."""
    least = number("prevention.class_meetings")
    left = [class_id for class_id in own_classes(viewer) if found.meetings.get(class_id, 0) < least]
    words = _l("Ministry: every class, %(count)s each term", count=least)
    for class_id in left if not whole_school(viewer) else ():
        held = found.meetings.get(class_id, 0)
        title = _("Class meeting against bullying in %(name)s", name=class_name(class_id))
        why = _("%(held)s of %(least)s held", held=held, least=least)
        yield _deadline(found, f"meeting.{class_id}", title, why, words)
    if left and whole_school(viewer):
        why = ngettext("%(num)s class is not there yet", "%(num)s classes are not there yet", len(left))
        yield _deadline(found, "meetings", _("Class meetings against bullying"), why, words)
