"""The parents' school as families see it: their invitations, an answer, and the code on the wall."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.forms import Form
from portal.courses.models.sessions import Answer, Attending
from portal.courses.operations.attendance import come_by_code
from portal.courses.operations.sessions import answer_invitation
from portal.courses.queries.catalogue import shelf
from portal.courses.queries.sessions import own_invitations
from portal.courses.views.blueprint import blueprint
from portal.courses.words import ANSWERS, FORMS

BOTH = ("GET", "POST")


@blueprint.page("/invitations", requires=Permission.SEE_HOME)
def invitations() -> ResponseReturnValue:
    """Sessions for the own children: what comes, what was."""
    found, today = own_invitations(current_viewer()), clock.today()
    return render_template(
        "courses/invitations.html",
        coming=[one for one in reversed(found) if one.day >= today],
        past=[one for one in found if one.day < today],
        answers=ANSWERS,
        forms_of=FORMS,
        lessons=shelf().lessons,
    )


@blueprint.page("/home/children/<int:child_id>/parents-school/<int:session_id>", requires=Permission.SEE_HOME, methods=("POST",))
def answer_to(child_id: int, session_id: int) -> ResponseReturnValue:
    """Whether the family comes."""
    viewer, form, said = current_viewer(), Form(), request.form.get("answer", "")
    find(viewer, child_id)
    if said in set(Answer) and form.accepts(lambda: answer_invitation(session_id, child_id, Answer(said), by=viewer)):
        flash(_("Thank you, the school knows"), "ok")
    return redirect(url_for("courses.invitations"), code=303)


@blueprint.page("/here/<code>", requires=Permission.SEE_HOME, methods=BOTH)
def arrive(code: str) -> ResponseReturnValue:
    """A family stands before the code on the wall, or joins the video with it."""
    viewer, form = current_viewer(), Form()
    found = own_invitations(viewer, code)
    if not found:
        raise NotFound
    way = Attending.ONLINE if request.form.get("way") == Attending.ONLINE else Attending.PRESENT
    if form.accepts(lambda: come_by_code(code, way, by=viewer)):
        flash(_("You are on the list. Welcome."), "ok")
        return redirect(url_for("courses.invitations"), code=303)
    return render_template("courses/arrive.html", found=found, form=form), 422 if form.errors else 200
