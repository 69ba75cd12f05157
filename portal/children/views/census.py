"""The termly census: how far each class is, and the list a homeroom teacher confirms."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.children.blueprint import blueprint
from portal.children.left_behind_words import reasons_of
from portal.children.operations.census import confirm_census
from portal.children.queries.census import census_of, coverage
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.calendar import TermDays
from portal.core.errors import NotFound, Refused
from portal.school.classes import class_name, classes
from portal.school.queries import calendar


def _term() -> TermDays:
    term = calendar().current_term(clock.today())
    if term is None:
        raise Refused(_l("The school's terms are not set yet. They are entered under School, Calendar."))
    return term


@blueprint.page("/census", requires=Permission.CONFIRM_CENSUS)
def census() -> ResponseReturnValue:
    """How far each class is; straight to the list for someone with one class."""
    viewer, term = current_viewer(), _term()
    found = {each.class_id: each for each in coverage(viewer, term.id)}
    if len(found) == 1:
        return redirect(url_for("children.census_class", class_id=next(iter(found))))
    rows = [(found[id_], each.name()) for id_, each in classes().items() if id_ in found]
    children, confirmed = sum(row.children for row, _name in rows), sum(row.confirmed for row, _name in rows)
    return render_template("children/census.html", rows=rows, term=term, children=children, confirmed=confirmed)


@blueprint.page("/census/<int:class_id>", requires=Permission.CONFIRM_CENSUS)
def census_class(class_id: int) -> ResponseReturnValue:
    """Every child of a class on one page: what the facts say, why, and the way to correct them."""
    viewer, term = current_viewer(), _term()
    listed = census_of(viewer, class_id, term.id)
    if not listed:
        raise NotFound
    return render_template(
        "children/census_class.html",
        class_name=class_name(class_id),
        class_id=class_id,
        term=term,
        rows=[(child, reasons_of(child.facts)) for child in listed],
        open=sum(child.confirmed is None or child.has_moved_on for child in listed),
        file_url=url_for("children.file", child_id=0).removesuffix("0"),
    )


@blueprint.page("/census/<int:class_id>/confirmations", requires=Permission.CONFIRM_CENSUS, methods=("POST",))
def census_confirmation(class_id: int) -> ResponseReturnValue:
    """Confirm the chosen children."""
    chosen = set(request.form.getlist("child", type=int))
    count = confirm_census(class_id, _term().id, chosen, by=current_viewer())
    flash(ngettext("%(num)s child confirmed", "%(num)s children confirmed", count), "ok")
    return redirect(url_for("children.census_class", class_id=class_id), code=303)
