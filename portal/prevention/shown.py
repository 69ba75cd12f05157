"""Counts of prevention for who keeps none of it: what the term has seen, without names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Panel
from portal.prevention.models import ActivityKind
from portal.prevention.queries import Term, term
from portal.school.classes import classes
from portal.school.queries import number


@dataclass(frozen=True)
class Counts:
    """A term in figures; zero is one too."""

    survey: bool
    answered: int
    education: int
    training: int
    parents: int
    classes: int
    classes_met: int
    open_spots: int


def counts(found: Term) -> Counts:
    """The figures of a term already read."""
    here = [id_ for id_, one in classes().items() if one.grade(clock.today())]
    least = number("prevention.class_meetings")
    return Counts(
        survey=found.survey is not None and found.survey.closed,
        answered=found.survey.answered if found.survey else 0,
        education=found.held.get(ActivityKind.THEME_EDUCATION, 0),
        training=found.held.get(ActivityKind.STAFF_TRAINING, 0),
        parents=found.held.get(ActivityKind.PARENT_TRAINING, 0),
        classes=len(here),
        classes_met=sum(found.meetings.get(class_id, 0) >= least for class_id in here),
        open_spots=len(found.open_spots),
    )


def desk_panel(viewer: Viewer) -> Sequence[Panel]:
    """For inspector and principal; one statement."""
    if not viewer.may(Permission.SEE_BULLYING_COUNTS) or viewer.may(Permission.KEEP_PREVENTION):
        return []
    found = term()
    return [] if found is None else [Panel("prevention_counts", "prevention/_counts.html", {"counts": counts(found)}, order=62)]
