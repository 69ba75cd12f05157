"""How far the duty is met by class, and the families behind each number."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.courses.duty import Show, together
from portal.courses.queries.coverage import coverage, families_behind, this_term
from portal.courses.views.blueprint import blueprint
from portal.courses.words import SHOWS
from portal.school.classes import class_name, classes
from portal.school.queries import number


@blueprint.page("/parents-school", requires=Permission.SEE_GUIDANCE_COVERAGE)
def covered() -> ResponseReturnValue:
    """Classes within reach against the duty of the term."""
    found = coverage(current_viewer())
    rows = [(class_id, class_name(class_id), found[class_id]) for class_id in classes() if class_id in found]
    return render_template(
        "courses/coverage.html",
        rows=rows,
        total=together(list(found.values())),
        duty=number("courses.sessions_per_term"),
        term=this_term(clock.today()),
        Show=Show,
        may_keep=current_viewer().may(Permission.KEEP_SESSIONS),
    )


@blueprint.page("/parents-school/families", requires=Permission.SEE_GUIDANCE_COVERAGE)
def listed() -> ResponseReturnValue:
    """The families behind a number."""
    asked, class_id = request.args.get("show", ""), request.args.get("class", type=int)
    show = Show(asked) if asked in set(Show) else Show.ALL
    page = families_behind(current_viewer(), show, class_id, request.args.get("page", 1, type=int))
    return render_template(
        "courses/listed.html",
        page_of=page,
        show=show,
        Show=Show,
        words=SHOWS[show],
        class_name=class_name,
        class_here=class_name(class_id),
        may_keep=current_viewer().may(Permission.KEEP_SESSIONS),
        may_bring=current_viewer().may(Permission.RECORD_VISIT),
        here_url=lambda at: listed_url(show, class_id, at),
    )


def listed_url(show: Show, class_id: int | None, at: int | None = None) -> str:
    """The list a number opens."""
    parts: dict[str, Any] = {"class": class_id, "page": at}
    return url_for("courses.listed", show=show, **{name: value for name, value in parts.items() if value})
