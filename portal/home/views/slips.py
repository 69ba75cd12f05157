"""Printing the slips of a class."""

from __future__ import annotations

from collections.abc import Sequence

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.home.documents import slips_paper
from portal.home.models import PrintedSlip
from portal.home.operations import print_slips, renew_slip
from portal.home.queries import enrolled_guardians, slip_classes
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
    return _paper(print_slips(class_id, by=current_viewer()), class_id)


def _paper(printed: Sequence[PrintedSlip], class_id: int) -> ResponseReturnValue:
    viewer, profile = current_viewer(), school_profile()
    paper = slips_paper(
        printed,
        address=url_for("home.join", _external=True),
        school=profile.name if profile else "",
        class_name=classes()[class_id].name(),
        printed_by=viewer.name,
        days=number("home.slip_days"),
    )
    return answer(paper, "slips.pdf")


@blueprint.page("/slips/<int:class_id>/people", requires=Permission.MAKE_SLIPS)
def enrolled(class_id: int) -> ResponseReturnValue:
    """Who of a class has a login, each with a slip for whoever forgot the password."""
    people = enrolled_guardians(current_viewer(), class_id)
    return render_template("home/enrolled.html", people=people, class_id=class_id, class_name=classes()[class_id].name())


@blueprint.page("/slips/<int:class_id>/people/<int:guardian_id>", requires=Permission.MAKE_SLIPS, methods=("POST",))
def print_renewal(class_id: int, guardian_id: int) -> ResponseReturnValue:
    """One slip that sets a new password."""
    return _paper([renew_slip(class_id, guardian_id, by=current_viewer())], class_id)
