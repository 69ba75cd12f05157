"""The page on which a session is written: filled from the draft, read back into it, and where it leads when signed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.errors import Refused
from portal.counseling.codes import Danger, Safe, SessionMode
from portal.counseling.models import Session
from portal.counseling.operations.crises import begin_crisis
from portal.counseling.operations.writing import Written, dangers, save, sign
from portal.counseling.queries.cases import case_of, child_of, open_cases
from portal.counseling.queries.notes import participants_of, talks_of
from portal.counseling.session_forms import SessionForm
from portal.counseling.words import MODES, NOTE, QUESTIONS

#: What a yes to a question of safety begins.
BEGINS = {"safe_self": Danger.SELF, "safe_others": Danger.OTHERS, "safe_harmed": Danger.HARMED}


def written_in(form: SessionForm) -> Written:
    """What the form holds; a field that cannot be read is left as it was."""
    return Written(
        began_at=_moment(form.began_at.data),
        minutes=form.minutes.data if not form.minutes.errors else None,
        mode=SessionMode(form.mode.data) if form.mode.data in set(SessionMode) else None,
        heard=form.heard.data or (),
        themes=form.themes.data or (),
        texts={key: form[key].data or "" for key in (*NOTE, *QUESTIONS)},
        line=form.line.data or "",
    )


def _moment(value: datetime | None) -> datetime | None:
    return value.replace(tzinfo=clock.SCHOOL_ZONE) if value else None


def offer(form: SessionForm, found: Session) -> None:
    """In a group a yes names whom it concerns: one of those who take part."""
    if found.case_id is None:
        form.whom.choices = [(child.id, child.name) for child in participants_of(found)]


def finish(found: Session, form: SessionForm, viewer: Viewer, *, signs: bool) -> Sequence[int]:
    """Save, and sign unless it stays a draft; a yes to a question of safety starts the clocks at once, either way.

    Returns the cases in which they run.
    """
    endangered = _endangered(found, form, viewer)
    save(found, written_in(form), form.version.data, by=viewer)
    if signs:
        sign(found, by=viewer)
    for case_id in endangered:
        told = dangers(found)[0]
        begin_crisis(case_of(viewer, case_id), BEGINS[told], str(QUESTIONS[told]), by=viewer)
    return endangered


def _endangered(found: Session, form: SessionForm, viewer: Viewer) -> Sequence[int]:
    if not any(form[key].data == Safe.YES for key in QUESTIONS):
        return []
    if found.case_id is not None:
        return [found.case_id]
    cases = {line.child_id: line.id for line in open_cases(viewer)}
    concerned = [cases[child_id] for child_id in form.whom.data or () if child_id in cases]
    if not concerned:
        raise Refused(_l("Say which of them a yes concerns; the steps begin for each of these."), field="whom")
    return concerned


def send_on(found: Session, cases: Sequence[int]) -> ResponseReturnValue:
    """To the crisis where one runs, else to the note or back into the draft."""
    if cases:
        return redirect(url_for("counseling.case", case_id=cases[0], _anchor="crisis"), code=303)
    page = "counseling.note" if found.signed_at else "counseling.session"
    return redirect(url_for(page, session_id=found.id), code=303)


def draft_page(found: Session, form: SessionForm, viewer: Viewer) -> str:
    """The form over the draft; on a first look its fields hold what was saved."""
    if request.method == "GET":
        _fill(form, found)
    case = case_of(viewer, found.case_id) if found.case_id is not None else None
    page: dict[str, Any] = {"case": case, "child": child_of(case) if case else None}
    before = [one for one in talks_of(case) if one.id != found.id] if case else []
    children = participants_of(found) if case is None else []
    return render_template("counseling/session.html", draft=found, form=form, before=before, children=children, modes=MODES, **page)


def _fill(form: SessionForm, found: Session) -> None:
    form.version.data = found.version
    form.began_at.data = clock.local(found.began_at)
    form.minutes.data, form.mode.data = found.minutes, found.mode.value
    form.heard.data, form.themes.data = found.note.get("heard", []), found.themes
    for key in (*NOTE, *QUESTIONS):
        form[key].data = found.note.get(key)
    form.line.data = found.line
