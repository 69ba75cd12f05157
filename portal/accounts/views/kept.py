"""A form that came after the session had ended, on its way again."""

from __future__ import annotations

from flask import redirect, render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.accounts.operations.late_forms import finish
from portal.accounts.queries import kept_form
from portal.accounts.views.door import blueprint
from portal.core.blueprint import current_viewer


@blueprint.page("/kept-forms/<token>", requires=Permission.SIGNED_IN)
def finish_kept(token: str) -> ResponseReturnValue:
    """Show what was written, with one button that sends it."""
    found = kept_form(current_viewer(), token)
    return render_template("accounts/kept_form.html", kept=found, token=token)


@blueprint.page("/kept-forms/<token>/sending", requires=Permission.SIGNED_IN, methods=("POST",))
def send_kept(token: str) -> ResponseReturnValue:
    """Pass the form on to the page it was written for; 307 keeps method and fields."""
    found = kept_form(current_viewer(), token)
    finish(found, by=current_viewer())
    return redirect(found.path, code=307)
