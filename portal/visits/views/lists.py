"""Visits made, coverage of the duty with the list behind each number, and the route to those still to visit."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.school.classes import class_name, classes
from portal.visits.addresses import listed_url
from portal.visits.queries.counting import by_visitor, children, coverage
from portal.visits.queries.routes import stops
from portal.visits.queries.visits import visits
from portal.visits.rules import Show, together
from portal.visits.views.blueprint import blueprint
from portal.visits.words import MODES, SHOWS


@blueprint.page("/visits", requires=Permission.RECORD_VISIT)
def index() -> ResponseReturnValue:
    """Visits to children within reach, newest first."""
    visitor = request.args.get("visitor", type=int)
    page = visits(current_viewer(), request.args.get("page", 1, type=int), visitor)
    return render_template(
        "visits/index.html",
        page_of=page,
        modes=MODES,
        class_name=class_name,
        may_see_coverage=current_viewer().may(Permission.SEE_VISIT_COVERAGE),
        here_url=lambda number: url_for("visits.index", visitor=visitor, page=number),
    )


@blueprint.page("/visits/coverage", requires=Permission.SEE_VISIT_COVERAGE)
def covered() -> ResponseReturnValue:
    """How far the duty is met, by class and by visitor; every number opens its list."""
    viewer = current_viewer()
    found = coverage(viewer)
    rows = [(class_id, class_name(class_id), found[class_id]) for class_id in (*classes(), None) if class_id in found]
    return render_template(
        "visits/coverage.html", rows=rows, total=together(list(found.values())), visitors=by_visitor(viewer), Show=Show
    )


@blueprint.page("/visits/children", requires=Permission.SEE_VISIT_COVERAGE)
def listed() -> ResponseReturnValue:
    """The children behind a number."""
    asked, class_id = request.args.get("show", ""), request.args.get("class", type=int)
    show = Show(asked) if asked in set(Show) else Show.ALL
    page = children(current_viewer(), show, class_id, request.args.get("page", 1, type=int))
    return render_template(
        "visits/children.html",
        page_of=page,
        words=SHOWS[show],
        class_name=class_name,
        class_here=class_name(class_id),
        here_url=lambda number: listed_url(show, class_id, page=number),
    )


@blueprint.page("/visits/route", requires=Permission.RECORD_VISIT)
def route() -> ResponseReturnValue:
    """Families by village; addresses show for one class at a time, or for the few children somebody reaches."""
    viewer, class_id = current_viewer(), request.args.get("class", type=int)
    only_open = request.args.get("all", "") != "yes"
    offered = sorted(coverage(viewer), key=lambda each: each or 0)
    chosen = class_id if class_id in offered else _only(viewer, [each for each in offered if each])
    found = stops(viewer, chosen, only_open=only_open) if chosen or not offered else []
    for stop in (stop for _village, group in found for stop in group):
        record("visits.address_shown", child_id=stop.child_id, by=viewer)
    return render_template(
        "visits/route.html",
        found=found,
        only_open=only_open,
        chosen=chosen,
        classes=[(each, class_name(each)) for each in offered if each],
        class_name=class_name,
    )


def _only(viewer: Viewer, offered: list[int]) -> int | None:
    """The class to begin with: the own one, else the only one, else the first."""
    own = [each for each in offered if each in viewer.homeroom_ids]
    return next(iter(own or offered), None)
