"""Printing the slips of a class."""

from __future__ import annotations

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.home.documents import slips_paper
from portal.home.operations import print_slips
from portal.home.queries import slip_classes
from portal.home.views.door import blueprint
from portal.school.classes import classes
from portal.school.queries import number, school_profile


@blueprint.page("/slips", requires=Permission.MAKE_SLIPS)
def slips() -> ResponseReturnValue:
    """The classes within reach: how many families have their login, and the button that prints slips for the others."""
    return render_template("home/slips.html", classes=slip_classes(current_viewer()))


@blueprint.page("/slips/<int:class_id>", requires=Permission.MAKE_SLIPS, methods=("POST",))
def print_class(class_id: int) -> ResponseReturnValue:
    """Fresh slips as a PDF; earlier unused ones of the same guardians no longer work."""
    viewer, profile = current_viewer(), school_profile()
    printed = print_slips(class_id, by=viewer)
    paper = slips_paper(
        printed,
        address=url_for("home.join", _external=True),
        school=profile.name if profile else "",
        class_name=classes()[class_id].name(),
        printed_by=viewer.name,
        days=number("home.slip_days"),
    )
    return answer(paper, "slips.pdf")
