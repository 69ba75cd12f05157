"""What this gives the desk and the child's page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.children.models import Enrolment
from portal.children.queries.file import identity
from portal.core.contributions import Deadline, Panel, Source
from portal.privacy.queries import emptied_of, holding_named, last_signed, past_counts, to_close
from portal.school.queries import number

FIRST_LOOK = timedelta(days=30)


def privacy_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """Files to close, texts past their term, and the yearly assessment."""
    if not viewer.may(Permission.KEEP_PRIVACY):
        return []
    return [*_to_close(today), *_past_terms(viewer, today), *_assessment(today)]


def _to_close(today: date) -> Iterator[Deadline]:
    count, since = to_close(today)
    if not count or since is None:
        return
    yield Deadline(
        key="privacy.archive",
        title=ngettext("Close the file of %(num)s child who left", "Close the files of %(num)s children who left", count),
        why=_l("They are still open to those who worked with them."),
        due=today + FIRST_LOOK,
        start=since,
        url=url_for("privacy.archive"),
        source=Source.SCHOOL,
        action=_l("Look at them"),
    )


def _past_terms(viewer: Viewer, today: date) -> Iterator[Deadline]:
    count = sum(past_counts().values()) if viewer.may(Permission.EMPTY_TEXTS) else 0
    if count:
        yield Deadline(
            key="privacy.terms",
            title=_l("Texts are past their term"),
            why=ngettext("Of %(num)s child, file or weekend", "Of %(num)s children, files or weekends", count),
            due=today + FIRST_LOOK,
            start=today,
            url=url_for("privacy.retention"),
            source=Source.LAW,
            source_words=_l("Personal Information Protection Law, articles 19 and 47"),
            action=_l("See which"),
        )


def _assessment(today: date) -> Iterator[Deadline]:
    signed = last_signed()
    due = signed + timedelta(days=number("privacy.assessment_days")) if signed else today + FIRST_LOOK
    if due - FIRST_LOOK <= today:
        yield Deadline(
            key="privacy.assessment",
            title=_l("Assess the impact on personal information"),
            why=_l("No signed assessment is in force.") if signed is None else _l("The last one is to be looked at again."),
            due=due,
            start=due - FIRST_LOOK,
            url=url_for("privacy.assessments"),
            source=Source.LAW,
            source_words=_l("Personal Information Protection Law, articles 55 and 56"),
            action=_l("Write it"),
        )


def panels(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """On a file in the archive: since when, and which texts were emptied."""
    if not viewer.may(Permission.KEEP_PRIVACY):
        return []
    child = identity(viewer, child_id)
    if child.enrolment in (Enrolment.ENROLLED, Enrolment.SUSPENDED):
        return []
    gone = [(holding_named(key).label, day) for key, day in emptied_of(child_id)]
    if not gone and child.archived_at is None:
        return []
    return [Panel("archive", "privacy/_panel.html", {"child": child, "emptied": gone}, order=1)]
