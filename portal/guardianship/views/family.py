"""The agreement on the family's phone: read, confirmed, or said to be not right."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.guardianship.at_home import asked_about
from portal.guardianship.forms import WordForm
from portal.guardianship.models import Word
from portal.guardianship.operations.agreements import say_word
from portal.guardianship.views.door import blueprint
from portal.journal.operations import record


@blueprint.page(
    "/home/children/<int:child_id>/agreements/<int:agreement_id>", requires=Permission.SEE_HOME, methods=("GET", "POST")
)
def at_home(child_id: int, agreement_id: int) -> ResponseReturnValue:
    """What was agreed, in the words of the paper, and the family's word to it; opening it is noted."""
    viewer, form = current_viewer(), WordForm()
    one = asked_about(viewer, child_id, agreement_id)
    if request.method == "GET":
        form.edition.data = one.edition
        record("guardianship.agreement_opened", subject=one.agreement, child_id=child_id, by=viewer)

    def keep() -> None:
        say_word(one, form.edition.data or "", Word(form.word.data), form.what.data or "", by=viewer)

    if form.accepts(keep):
        flash(_("Your word is noted. You can change it here at any time."), "ok")
        return redirect(url_for("home.index"), code=303)
    return render_template("guardianship/home_agreement.html", form=form, one=one), 422 if form.errors else 200
