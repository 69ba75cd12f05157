"""One page a child: who the child is, who is near, what holds today, and everything that happened."""

from __future__ import annotations

from collections.abc import Sequence
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
from portal.journal.operations import record

FIRST = 30  # entries of the timeline before "show all"


@blueprint.page("/children/<int:child_id>", requires=Permission.SEE_CHILDREN)
def file(child_id: int) -> ResponseReturnValue:
    """The child's page; reading it is noted."""
    viewer = current_viewer()
    found = file_of(viewer, child_id)
    record("children.file_opened" if found.open.welfare else "children.card_opened", child_id=child_id, by=viewer)
    panels = _panels(viewer, child_id)
    return render_template(
        "children/file.html",
        shown=Shown(found),
        file=found,
        may=_may(viewer, found),
        panels=[panel for panel in panels if not panel.aside],
        beside=[panel for panel in panels if panel.aside],
        past=_past(timeline(viewer, found)),
        kinds=kinds(),
        here_url=url_for("children.file", child_id=child_id),
    )


def _panels(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    return sorted(collect("child_panels", viewer, child_id), key=lambda panel: panel.order)


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
