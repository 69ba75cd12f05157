"""A form of a child's file: shown, carried out, and shown again with the reason where a rule refuses it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core.blueprint import current_viewer
from portal.core.errors import Words
from portal.core.forms import Form


def page_of(child_id: int, part: str = "") -> ResponseReturnValue:
    """Back to the child's page, at one of its parts."""
    return redirect(url_for("children.file", child_id=child_id, _anchor=part or None), code=303)


def filled(
    child: Child, form: Form, title: Words, save: Callable[[Viewer], Any], *, said: Words, part: str = "facts", **more: Any
) -> ResponseReturnValue:
    """Show a form of a child's file, or carry it out and go back to the page; `more` goes to the template."""
    if form.accepts(lambda: save(current_viewer())):
        flash(str(said), "ok")
        return page_of(child.id, part)
    back = url_for("children.file", child_id=child.id, _anchor=part)
    return render_template(
        "children/form.html", title=title, child=child, form=form, back=back, **more
    ), 422 if form.errors else 200
