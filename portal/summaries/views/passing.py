"""The steps of a return: handed on, reviewed, signed, sent back, corrected."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.accounts.throttling import count_try
from portal.core.blueprint import current_viewer, database
from portal.summaries.forms import SendBackForm, SignatureForm
from portal.summaries.operations import passing
from portal.summaries.publishing import to_hide
from portal.summaries.views.door import back_to, blueprint, wanted
from portal.summaries.words import period_words


def hidden(return_id: int) -> Mapping[str, Any]:
    """Work out beforehand what is not shown outside: it takes seconds, and nobody else should wait for it."""
    with database().transaction():
        task = to_hide(wanted(return_id))
    return {"cells": task.hidden(), "counted_at": task.counted_at}


@blueprint.page("/<int:return_id>/preparation", requires=Permission.PREPARE_RETURN, methods=("POST",), first=hidden)
def prepare(return_id: int, cells: Any, counted_at: Any) -> ResponseReturnValue:
    """Hand the draft on to be reviewed."""
    found = wanted(return_id)
    passing.prepare(found, cells, counted_at, by=current_viewer())
    flash(_("The return waits for review."))
    return back_to(found.id)


@blueprint.page("/<int:return_id>/review", requires=Permission.REVIEW_RETURN, methods=("POST",))
def review(return_id: int) -> ResponseReturnValue:
    """The figures were gone through by a second person."""
    found = wanted(return_id)
    passing.review(found, by=current_viewer())
    flash(_("The return waits for the principal."))
    return back_to(found.id)


@blueprint.page("/<int:return_id>/sending-back", requires=Permission.REVIEW_RETURN, methods=("GET", "POST"))
def send_back(return_id: int) -> ResponseReturnValue:
    """Back to the draft, with what is to be put right."""
    found, form = wanted(return_id), SendBackForm()
    if form.accepts(lambda: passing.send_back(found, form.reason.data, by=current_viewer())):
        flash(_("The return is sent back."))
        return back_to(found.id)
    month = period_words(found.period)
    return render_template("summaries/send_back.html", found=found, form=form, month=month), 422 if form.errors else 200


@blueprint.page("/<int:return_id>/signature", requires=Permission.SIGN_RETURN, methods=("GET", "POST"))
def sign(return_id: int) -> ResponseReturnValue:
    """The principal signs, with the telephone once more."""
    found, form = wanted(return_id), SignatureForm()
    if form.validate_on_submit() and not _code_fits(form):
        form.code.errors = [_("The code is wrong or was used already. Take the six digits shown now.")]
    elif form.accepts(lambda: passing.sign(found, by=current_viewer())):
        flash(_("The return is signed. It does not change any more."))
        return back_to(found.id)
    month = period_words(found.period)
    return render_template("summaries/signature.html", found=found, form=form, month=month), 422 if form.errors else 200


def _code_fits(form: SignatureForm) -> bool:
    count_try("code", str(current_viewer().account_id))
    return passing.code_fits(form.code.data, by=current_viewer())


@blueprint.page("/<int:return_id>/correction", requires=Permission.PREPARE_RETURN, methods=("POST",))
def correct(return_id: int) -> ResponseReturnValue:
    """A new version beside the signed one."""
    made = passing.correct(wanted(return_id), by=current_viewer())
    flash(_("A new version is counted. Write on each changed figure why."))
    return back_to(made.id)
