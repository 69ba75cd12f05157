"""The own child's side, for its guardians: where it stands, what the school does, letters, and a reply."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.bullying.case_words import LETTERS
from portal.bullying.documents import letter_paper
from portal.bullying.family_words import PHASES
from portal.bullying.forms.deciding import ReplyForm
from portal.bullying.models.letters import Letter, Manner
from portal.bullying.operations.letters import Arrived, serve
from portal.bullying.operations.sides import reply
from portal.bullying.queries.case_file import file_of
from portal.bullying.queries.sides import OwnSide, done_for, letters_of, own_side, replies_of
from portal.bullying.views.blueprint import blueprint
from portal.bullying.views.papers import sheet
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.pdf.answering import answer
from portal.journal.operations import record


@blueprint.page("/home/children/sides/<int:party_id>", requires=Permission.SEE_HOME, methods=("GET", "POST"))
def home_side(party_id: int) -> ResponseReturnValue:
    """One's own child in a case, and nothing of any other."""
    viewer, form = current_viewer(), ReplyForm()
    side = own_side(viewer, party_id)
    if form.accepts(lambda: reply(side, form.words.data, by=viewer)):
        flash(_("The school has what you wrote"), "ok")
        return redirect(url_for("bullying.home_side", party_id=party_id), code=303)
    record("bullying.side_read", subject=side.case, child_id=side.child_id, by=viewer)
    page = render_template(
        "bullying/cases/home_side.html",
        side=side,
        form=form,
        phase=PHASES[side.case.state],
        letters=letters_of(party_id),
        done=done_for(side),
        replies=replies_of(side),
        kinds=LETTERS,
    )
    return page, 422 if form.errors else 200


def _own_letter(party_id: int, letter_id: int) -> tuple[OwnSide, Letter, bool]:
    side = own_side(current_viewer(), party_id)
    for letter, arrived in letters_of(party_id):
        if letter.id == letter_id:
            return side, letter, arrived is not None
    raise NotFound


@blueprint.page("/home/children/sides/<int:party_id>/letters/<int:letter_id>.pdf", requires=Permission.SEE_HOME)
def home_letter(party_id: int, letter_id: int) -> ResponseReturnValue:
    """A letter to oneself."""
    side, letter, _arrived = _own_letter(party_id, letter_id)
    record("bullying.side_read", subject=letter, child_id=side.child_id, by=current_viewer())
    return answer(letter_paper(sheet(), letter), f"{letter.number}.pdf")


@blueprint.page(
    "/home/children/sides/<int:party_id>/letters/<int:letter_id>/reading", requires=Permission.SEE_HOME, methods=("POST",)
)
def home_reading(party_id: int, letter_id: int) -> ResponseReturnValue:
    """The guardian says that the letter was read; that is its arrival, once."""
    viewer = current_viewer()
    side, letter, arrived = _own_letter(party_id, letter_id)
    if not arrived:
        serve(file_of(side.case), letter, Arrived(Manner.PORTAL, viewer.name, "", clock.now()), by=viewer)
    flash(_("Noted. The school knows that you have read it."), "ok")
    return redirect(url_for("bullying.home_side", party_id=party_id), code=303)
