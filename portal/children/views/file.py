"""One page a child: who the child is, who is near, what holds today, and everything that happened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.children.blueprint import blueprint
from portal.children.file import ChildFile, file_of
from portal.children.shown import Shown
from portal.children.timeline import kinds, timeline
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.contributions import Panel, TimelineEntry, collect
from portal.journal.kept import kept_by_child
from portal.journal.operations import record

FIRST = 30  # entries of the timeline before "show all"
KEPT_MINUTES = 5  # clocks stand on the page in hours and days
KEPT_FILES = 20  # of each viewer


@blueprint.page("/children/<int:child_id>", requires=Permission.SEE_CHILDREN)
def file(child_id: int) -> ResponseReturnValue:
    """The child's page; reading it is noted."""
    viewer = current_viewer()
    page = _page(viewer, child_id)
    found = page.file
    record("children.file_opened" if found.open.welfare else "children.card_opened", child_id=child_id, by=viewer)
    return render_template(
        "children/file.html",
        shown=Shown(found),
        file=found,
        may=_may(viewer, found),
        panels=[panel for panel in page.panels if not panel.aside],
        beside=[panel for panel in page.panels if panel.aside],
        past=_past(page.past),
        kinds=kinds(),
        here_url=url_for("children.file", child_id=child_id),
    )


@dataclass(frozen=True)
class Page:
    """What the portal knows of a child, as far as it is open to a viewer."""

    file: ChildFile
    panels: Sequence[Panel]
    past: Sequence[TimelineEntry]


def _page(viewer: Viewer, child_id: int) -> Page:
    """Whoever comes back from a form or another page finds what was read a moment ago, unless this child was written about.

    The viewer's reach is part of what is asked: nobody finds a page that was put together for other eyes.
    """
    moment = clock.now().replace(second=0, microsecond=0)
    lately = moment - timedelta(minutes=moment.minute % KEPT_MINUTES)
    kept = kept_by_child(
        viewer, "file", [child_id], lambda _ids: {child_id: _read(viewer, child_id)}, lately, request.script_root, most=KEPT_FILES
    )
    return kept[child_id]


def _read(viewer: Viewer, child_id: int) -> Page:
    found = file_of(viewer, child_id)
    panels = sorted(collect("child_panels", viewer, child_id), key=lambda panel: panel.order)
    return Page(found, panels, timeline(viewer, found))


def _may(viewer: Viewer, found: ChildFile) -> dict[str, bool]:
    """What this viewer may do on this page."""
    return {
        "edit": found.open.welfare and viewer.may(Permission.EDIT_CHILD),
        "call": found.open.contacts and viewer.may(Permission.REVEAL_TELEPHONE),
        "print": found.open.welfare and viewer.may(Permission.PRINT_FILE),
        "break_glass": viewer.may(Permission.BREAK_GLASS) and not found.open.welfare,
        "see_readers": found.open.welfare and viewer.may(Permission.SEE_WHO_LOOKED),
        "keep_orders": found.open.welfare and viewer.may(Permission.KEEP_ORDERS),
    }


def _past(entries: Sequence[TimelineEntry]) -> dict[str, object]:
    """The entries of the kind asked for, the first of them unless all are asked for."""
    kind = request.args.get("kind", "")
    chosen = [entry for entry in entries if entry.kind == kind] if kind else entries
    shown = chosen if request.args.get("all") else chosen[:FIRST]
    present = dict.fromkeys(entry.kind for entry in entries if entry.kind)
    years = [(year, list(of)) for year, of in groupby(shown, lambda entry: clock.local(entry.at).year)]
    past = {"years": years, "this_year": clock.today().year}
    return past | {"kind": kind, "kinds": list(present), "more": len(chosen) - len(shown), "all": len(entries)}
