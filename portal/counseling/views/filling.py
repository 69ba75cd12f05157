"""A form of a case: shown, carried out, and back to the case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.core.errors import Words, require_version
from portal.core.forms import Form
from portal.counseling.documents import Sheet
from portal.counseling.models import Case
from portal.school.queries import school_profile

BOTH = ("GET", "POST")


def to_case(case: Case, part: str = "") -> ResponseReturnValue:
    """Back to the case, at one of its parts."""
    return redirect(url_for("counseling.case", case_id=case.id, _anchor=part or None), code=303)


def asked(
    case: Case, form: Form, title: Words, save: Callable[[Viewer], Any], *, said: Words, part: str = "", **more: Any
) -> ResponseReturnValue:
    """Show a form of a case, or carry it out; one over the case itself is refused when somebody saved meanwhile."""
    versioned: Any = form if "version" in form else None
    if versioned is not None and request.method == "GET":
        versioned.version.data = case.version

    def act() -> None:
        if versioned is not None:
            require_version(case, versioned.version.data, ())
        save(current_viewer())

    if form.accepts(act):
        flash(str(said), "ok")
        return to_case(case, part)
    back = url_for("counseling.case", case_id=case.id, _anchor=part or None)
    shown = render_template("counseling/form.html", title=title, form=form, back=back, number=case.number, **more)
    return shown, 422 if form.errors else 200


def written(form: Form, title: Words, back: str, save: Callable[[Viewer], Any], *, said: Words, **more: Any) -> ResponseReturnValue:
    """The same for a form that belongs to no case; `back` is where it came from and goes to."""
    if form.accepts(lambda: save(current_viewer())):
        flash(str(said), "ok")
        return redirect(back, code=303)
    return render_template("counseling/form.html", title=title, form=form, back=back, **more), 422 if form.errors else 200


def sheet_of(viewer: Viewer) -> Sheet:
    """Whose paper it is, and who prints it."""
    profile = school_profile()
    return Sheet(profile.name if profile else "", viewer.name)
