"""Where pairing stands: numbers that open their lists, and the load of every adult."""

from __future__ import annotations

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.pagination import SIZE, Page
from portal.pairing.listing import SHOWS, listed
from portal.pairing.queries.matching import adults, limits, paired, teaching
from portal.pairing.queries.standing import Show, standings
from portal.pairing.views.blueprint import blueprint

WARN_AT = 3  # one teacher to three children is common practice (rules §4.6)


@blueprint.page("/pairing", requires=Permission.SEE_PAIRS)
def index() -> ResponseReturnValue:
    """Numbers and loads."""
    viewer, today = current_viewer(), clock.today()
    found = standings(viewer)
    counts = {show: sum(one.shows(show, today) for one in found) for show in Show}
    staff = sorted(adults(viewer, teaching(today) | paired(today)), key=lambda adult: -adult.facts.load)
    return render_template(
        "pairing/index.html",
        counts=counts,
        words=SHOWS,
        adults=staff,
        cap=limits().cap,
        warn_at=WARN_AT,
        Show=Show,
        plans=viewer.may(Permission.PLAN_PAIRS),
    )


@blueprint.page("/pairing/children", requires=Permission.SEE_PAIRS)
def children() -> ResponseReturnValue:
    """The list behind a number."""
    viewer, today = current_viewer(), clock.today()
    asked = request.args.get("show", "")
    show = Show(asked) if asked in set(Show) else Show.LEFT_BEHIND
    teacher_id = request.args.get("teacher", type=int)
    found = [one for one in standings(viewer) if one.shows(show, today) and teacher_id in (None, one.teacher_id)]
    number = max(1, request.args.get("page", 1, type=int))
    rows = found[(number - 1) * SIZE : number * SIZE]
    tabs = [(words, url_for("pairing.children", show=each), each is show, None) for each, words in SHOWS.items()]
    return render_template(
        "pairing/children.html",
        rows=listed(rows, today),
        page_of=Page(rows, number, len(found)),
        tabs=tabs,
        show=show,
        words=SHOWS[show],
        plans=viewer.may(Permission.PLAN_PAIRS),
        here_url=lambda n: url_for("pairing.children", show=show, teacher=teacher_id, page=n),
    )


@blueprint.page("/my-children", requires=Permission.RECORD_TALK)
def mine() -> ResponseReturnValue:
    """The children named for the viewer."""
    viewer, today = current_viewer(), clock.today()
    own = [one for one in standings(viewer) if one.teacher_id == viewer.person_id]
    return render_template("pairing/mine.html", rows=listed(own, today))
