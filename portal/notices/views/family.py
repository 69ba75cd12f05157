"""The family's pages: its messages, and one of them with the place to answer."""

from __future__ import annotations

from collections.abc import Sequence

from flask import after_this_request, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask.wrappers import Response
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.blueprint import current_viewer, database
from portal.core.errors import NotFound
from portal.core.forms import choices
from portal.notices.forms import ReplyForm
from portal.notices.models import Asks, Notice
from portal.notices.operations.answering import CONFIRMED, note_read, reply
from portal.notices.queries.family import About, message, messages
from portal.notices.views.blueprint import blueprint


@blueprint.page("/messages", requires=Permission.SEE_HOME)
def inbox() -> ResponseReturnValue:
    """Messages about own children, newest first."""
    page = messages(current_viewer(), request.args.get("page", 1, type=int))
    several = len({one.child for one in page.items}) > 1
    return render_template(
        "notices/inbox.html", page_of=page, several=several, here_url=lambda number: url_for("notices.inbox", page=number)
    )


@blueprint.page("/messages/<int:notice_id>", requires=Permission.SEE_HOME, methods=("GET", "POST"))
def read(notice_id: int) -> ResponseReturnValue:
    """A message and, where it asks for one, the answer for each child; opening it counts as reading."""
    viewer = current_viewer()
    notice, about = message(viewer, notice_id)
    form = _form(notice)
    if request.method == "GET":
        _note_reading(notice, about, viewer)
    elif form.accepts(lambda: _reply(notice, about, form, viewer)):
        flash(_("Your answer is with the school"), "ok")
        return redirect(url_for("notices.read", notice_id=notice_id), code=303)
    open_still = notice.answer_by is None or notice.answer_by >= clock.today()
    shown = {"notice": notice, "about": about, "form": form, "open_still": open_still}
    return render_template("notices/message.html", **shown), 422 if form.errors else 200


def _form(notice: Notice) -> ReplyForm:
    form = ReplyForm()
    form.choice.choices = choices((str(place), words) for place, words in enumerate(notice.choices))
    return form


def _reply(notice: Notice, about: Sequence[About], form: ReplyForm, viewer: Viewer) -> None:
    mine = next((one.recipient for one in about if str(one.recipient.id) == form.recipient.data), None)
    if mine is None:
        raise NotFound
    chosen = int(form.choice.data) if (form.choice.data or "").isdigit() else None
    choice = {Asks.CONFIRM: CONFIRMED, Asks.CHOICE: chosen}.get(notice.asks)
    reply(notice, mine, choice, form.words.data or "", by=viewer)


def _note_reading(notice: Notice, about: Sequence[About], viewer: Viewer) -> None:
    """The first reading is written down in a short write of its own, before the answer leaves."""
    if all(one.recipient.read_at for one in about):
        return

    @after_this_request
    def note(answer: Response) -> Response:
        with database().transaction(write=True):
            note_read(notice, [one.recipient for one in about], by=viewer)
        return answer
