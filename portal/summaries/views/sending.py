"""Sending a signed return to the district, over the line or as a file, and taking its receipt in."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.school.queries import school_profile, setting
from portal.summaries.forms import ReceiptForm
from portal.summaries.operations.letters import make_key, newest_key, queue, take_in_file
from portal.summaries.queries.sending import delivery_of
from portal.summaries.views.door import back_to, blueprint, wanted
from portal.summaries.views.files import message_of

BOTH = ("GET", "POST")


@blueprint.page("/<int:return_id>/delivery", requires=Permission.SEND_RETURN, methods=("POST",))
def send(return_id: int) -> ResponseReturnValue:
    """Put a signed return on its way; sent twice it is one letter."""
    found = wanted(return_id)
    queue(found, message_of(found), by=current_viewer())
    flash(_("On its way. You can leave this page; the receipt appears here when the district has answered."), "ok")
    return back_to(found.id)


@blueprint.page("/<int:return_id>/letter.json", requires=Permission.SEND_RETURN)
def letter(return_id: int) -> ResponseReturnValue:
    """The signed letter as a file, for a school without a line to the district."""
    found = wanted(return_id)
    response = jsonify(delivery_of(found.id).letter)
    response.headers["Content-Disposition"] = f"attachment; filename={found.kind}-{found.period}-{found.edition}-letter.json"
    record("summaries.taken_out", subject=found, by=current_viewer())
    return response


@blueprint.page("/<int:return_id>/receipts/new", requires=Permission.SEND_RETURN, methods=BOTH)
def receipt(return_id: int) -> ResponseReturnValue:
    """A receipt that came back as a file."""
    found, form = wanted(return_id), ReceiptForm()
    if form.accepts(lambda: take_in_file(form.file.data.read(), by=current_viewer())):
        flash(_("The receipt is kept"), "ok")
        return back_to(found.id)
    return render_template("summaries/receipt.html", found=found, form=form), 422 if form.errors else 200


@blueprint.page("/exchange", requires=Permission.KEEP_EXCHANGE)
def keys() -> ResponseReturnValue:
    """The key of this school, and where its letters go."""
    known = {name: setting(f"summaries.district_{name}") for name in ("address", "key")}
    return render_template("summaries/exchange.html", own=newest_key(), profile=school_profile(), district=known)


@blueprint.page("/exchange/keys", requires=Permission.KEEP_EXCHANGE, methods=("POST",))
def new_key() -> ResponseReturnValue:
    """A first key, or a new one after the old one may have become known."""
    make_key(by=current_viewer())
    flash(_("A new key is made. Hand its public half to the district before the next return is sent."), "ok")
    return redirect(url_for("summaries.keys"), code=303)
