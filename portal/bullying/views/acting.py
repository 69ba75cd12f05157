"""A form over a case: shown, carried out, and shown again with the reason where a rule refuses it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.access.viewer import Viewer
from portal.bullying.case_words import ROLES
from portal.bullying.queries.case_file import CaseFile
from portal.core.blueprint import current_viewer
from portal.core.clock import SCHOOL_ZONE
from portal.core.errors import Words
from portal.core.forms import Form

BOTH = ("GET", "POST")


def folder() -> Path:
    """Where files of evidence are kept, sealed."""
    found: Path = current_app.config["PORTAL"].uploads
    return found


def moment(typed: datetime | None) -> datetime | None:
    """What a form's clock says, on the school's clock."""
    return typed.replace(tzinfo=SCHOOL_ZONE) if typed is not None else None


def sides(file: CaseFile, *, main: bool = False) -> list[tuple[int, str]]:
    """The sides to choose from, by letter and part; names stand nowhere."""
    chosen = file.main if main else file.standing
    return [(side.party.id, f"{side.letter} · {ROLES[side.party.role]}") for side in chosen]


def back_to(case_id: int, part: str = "") -> ResponseReturnValue:
    """Back to the case, at one of its parts."""
    return redirect(url_for("bullying.case", case_id=case_id, _anchor=part or None), code=303)


def filled(
    file: CaseFile, form: Form, title: Words, save: Callable[[Viewer], Any], *, said: Words, part: str = "", **more: Any
) -> ResponseReturnValue:
    """Show a form over a case, or carry it out and go back to the case; `more` goes to the template."""
    case = file.case
    if form.accepts(lambda: save(current_viewer())):
        flash(str(said), "ok")
        return back_to(case.id, part)
    back = url_for("bullying.case", case_id=case.id, _anchor=part or None)
    page = render_template("bullying/cases/form.html", title=title, case=case, form=form, back=back, **more)
    return page, 422 if form.errors else 200
