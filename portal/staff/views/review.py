"""The yearly access review: who has which posts, when they last signed in, and whether it is still right."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.forms import Form
from portal.staff.operations.access_review import begin_review, finish_review, say
from portal.staff.queries import review_number, reviewed, reviews, said_in
from portal.staff.views.door import blueprint

REVIEW = Permission.REVIEW_ACCESS
BEFORE = "person-"


@blueprint.page("/staff/review", requires=Permission.SEE_STAFF)
def review() -> ResponseReturnValue:
    """One sheet to go through line by line, tick and sign."""
    return render_template("staff/review.html", lines=reviewed(current_viewer()))


@blueprint.page("/staff/access-reviews", requires=REVIEW, methods=("GET", "POST"))
def access_reviews() -> ResponseReturnValue:
    """Every review so far; sending the form begins the next one, or goes on with the open one."""
    viewer = current_viewer()
    if request.method == "POST" and Form().validate_on_submit():
        return redirect(url_for("staff.access_review", review_id=begin_review(by=viewer).id), code=303)
    return render_template("staff/access_reviews.html", found=reviews(viewer))


@blueprint.page("/staff/access-reviews/<int:review_id>", requires=REVIEW, methods=("GET", "POST"))
def access_review(review_id: int) -> ResponseReturnValue:
    """Everybody, one line each: still right, or to be changed. What is ticked is kept, finished or not."""
    viewer, form = current_viewer(), Form()
    found = review_number(viewer, review_id)
    if form.validate_on_submit():
        say(found, _ticked(), by=viewer)
        if "finish" not in request.form:
            flash(_("What you ticked is kept. Go on whenever you like."), "ok")
            return redirect(url_for("staff.access_review", review_id=review_id), code=303)
        if form.accepts(lambda: finish_review(found, by=viewer)):
            flash(_("The access review is finished. Whoever keeps the accounts sees what must change."), "ok")
            return redirect(url_for("staff.access_reviews"), code=303)
    page = render_template("staff/access_review.html", form=form, lines=reviewed(viewer), said=said_in(review_id))
    return page, 422 if form.form_errors else 200


def _ticked() -> dict[int, bool]:
    sent = {name.removeprefix(BEFORE): value for name, value in request.form.items() if name.startswith(BEFORE)}
    return {int(number): value == "right" for number, value in sent.items() if number.isdigit() and value in {"right", "change"}}
