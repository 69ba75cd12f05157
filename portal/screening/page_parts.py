"""What screening adds to other pages: the child's page, its timeline, and the family's first page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Panel, TimelineEntry
from portal.screening.labels import OUTCOMES
from portal.screening.queries.child import Shown, family_words, may_read, shown_of
from portal.screening.queries.families import AtHome, asked
from portal.screening.scales.library import scale
from portal.screening.shown import language

KIND = "screening"


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """The last rounds for who may read them; for teachers only what the counselor released; one statement, or none."""
    reads = may_read(viewer, child_id)
    if not reads and not (viewer.may(Permission.SEE_CHILDREN) and viewer.reaches(Tier.WELFARE)):
        return []
    found = shown_of(viewer, child_id)
    rounds: list[Any] = [(one, scale(one.scale, one.variant).names.in_language(language())) for one in found]
    if not reads:
        rounds = [one for one in found if one.for_teachers and one.interview and one.interview.get("advice")][:1]
    if not rounds:
        return []
    runs = viewer.may(Permission.RUN_SCREENING)
    context = {"rounds": rounds, "reads": reads, "runs": runs, "child_id": child_id, "outcomes": OUTCOMES}
    return [Panel(KIND, "screening/_panel.html", context, order=42, aside=True)]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """Rounds and talks for the counselor; others who see how far screening is see a locked line; one statement, or none."""
    reads = may_read(viewer, child_id)
    if not reads and not (viewer.may(Permission.SEE_SCREENING_PROGRESS) and viewer.reaches(Tier.WELFARE)):
        return []
    entries: list[TimelineEntry] = []
    for one in shown_of(viewer, child_id):
        entries += _open_lines(one) if reads else _locked_lines(one)
    return entries


def _open_lines(one: Shown) -> Sequence[TimelineEntry]:
    lines = []
    if one.on is not None:
        lines.append(TimelineEntry(clock.begin_of(one.on), "clipboard-list", _("Screening: %(name)s", name=one.name), kind=KIND))
    if one.day is not None:
        words = str(OUTCOMES[one.interview["outcome"]])
        lines.append(TimelineEntry(clock.begin_of(one.day), "message-circle", _("Talk after screening"), words, kind=KIND))
    return lines


def _locked_lines(one: Shown) -> Sequence[TimelineEntry]:
    """That a sheet was filled in is no secret: everybody of the grade did. What it says is the counselor's."""
    if one.on is None:
        return []
    words = _("Screening: %(name)s", name=one.name)
    return [TimelineEntry(clock.begin_of(one.on), "clipboard-list", words, kind=KIND, locked_by=_l("the counselor"))]


def home_panels(viewer: Viewer) -> Sequence[Panel]:
    """A word that is asked of the family, and what the counselor released for home; two statements for guardians."""
    if not viewer.reaches(Tier.WELFARE).child_ids:
        return []
    found = [_ask(one) for one in asked(viewer)]
    seen: set[int] = set()
    for child_id, name, day, words in family_words(viewer):
        if child_id not in seen and words:
            seen.add(child_id)
            context = {"child_id": child_id, "name": name, "day": day, "words": words}
            found.append(Panel(f"screening.words.{child_id}", "screening/_home_words.html", context, order=35))
    return found


def _ask(one: AtHome) -> Panel:
    """The word that is asked; once it was given it stands lower."""
    at = url_for("screening.at_home", child_id=one.child_id, round_id=one.of.id)
    waits = [] if one.word else [(_("May we ask how %(name)s is?", name=one.name), at)]
    return Panel(
        f"screening.ask.{one.participant.id}", "screening/_home_ask.html", {"one": one}, order=70 if one.word else 30, waits=waits
    )
