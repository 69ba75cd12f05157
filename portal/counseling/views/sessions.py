"""Sessions: a draft that saves itself, signed, locked; the sealed note, and what is added to it."""

from __future__ import annotations

from flask import flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Role
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.core.filters import hour
from portal.counseling.models import Session
from portal.counseling.operations.writing import add_to, begin, begin_group, save_by_itself
from portal.counseling.queries.cases import case_of, open_cases
from portal.counseling.queries.notes import added_to, draft_of, exists_for, lines_of, note_of, ordinal_of, participants_of
from portal.counseling.session_forms import AddendumForm, GroupForm, SessionForm
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, written
from portal.counseling.views.writing import draft_page, finish, offer, send_on, written_in
from portal.counseling.words import HEARD, MODES, NOTE, QUESTIONS, SAFE, THEMES
from portal.journal.operations import record


@blueprint.page("/counseling/cases/<int:case_id>/sessions", requires=Permission.KEEP_CASES, methods=("POST",))
def begin_session(case_id: int) -> ResponseReturnValue:
    """An empty draft; the same press of the button makes one."""
    viewer = current_viewer()
    made = begin(case_of(viewer, case_id), request.form.get("submission") or "", by=viewer)
    return redirect(url_for("counseling.session", session_id=made.id), code=303)


@blueprint.page("/counseling/groups/new", requires=Permission.KEEP_CASES, methods=BOTH)
def begin_group_session() -> ResponseReturnValue:
    """A group meets: who takes part."""
    viewer = current_viewer()
    form = GroupForm([(line.child_id, line.child) for line in open_cases(viewer)])
    made: list[Session] = []
    key = form.submission.data or ""
    if form.accepts(lambda: made.append(begin_group(form.name.data, form.children.data or [], key, by=viewer))):
        return redirect(url_for("counseling.session", session_id=made[0].id), code=303)
    page = render_template("counseling/form.html", title=_("A group meets"), form=form, back=url_for("counseling.index"))
    return page, 422 if form.errors else 200


@blueprint.page("/counseling/sessions/<int:session_id>", requires=Permission.KEEP_CASES, methods=BOTH)
def session(session_id: int) -> ResponseReturnValue:
    """The draft, saved or signed; what is signed is read as a note."""
    viewer = current_viewer()
    found = draft_of(viewer, session_id)
    if found.signed_at is not None and request.method == "GET":
        return redirect(url_for("counseling.note", session_id=session_id), code=303)
    form, signs = SessionForm(), "draft" not in request.form
    offer(form, found)
    cases: list[int] = []
    if request.method == "POST" and form.accepts(lambda: cases.extend(finish(found, form, viewer, signs=signs))):
        flash(_("Signed and locked") if signs else _("The draft is saved"), "ok")
        return send_on(found, cases)
    return draft_page(found, form, viewer), 422 if form.errors else 200


@blueprint.page("/counseling/sessions/<int:session_id>/draft", requires=Permission.KEEP_CASES, methods=("POST",))
def autosave(session_id: int) -> ResponseReturnValue:
    """Saves while the counselor writes; 409 without a word where another page has saved since."""
    viewer, form = current_viewer(), SessionForm()
    found = draft_of(viewer, session_id)
    form.validate()
    version = save_by_itself(found, written_in(form), form.version.data, by=viewer)
    if version is None:
        return "", 409
    return jsonify(version=version, said=_("saved by itself at %(hour)s", hour=hour(found.saved_at)))


@blueprint.page("/counseling/notes/<int:session_id>", requires=Permission.REFER_TO_COUNSELOR)
def note(session_id: int) -> ResponseReturnValue:
    """The sealed note for its author and whom a grant names; for others within reach the page says whose it is and what to do."""
    viewer = current_viewer()
    found = note_of(viewer, session_id)
    if found is None:
        child, author, case_id = exists_for(viewer, session_id)
        need = case_id if Role.PRINCIPAL in viewer.roles else None
        return render_template("counseling/locked.html", child=child, author=author, need=need), 403
    children = participants_of(found)
    for child in children:
        record("counseling.note_read", subject=found, child_id=child.id, by=viewer)
    own = found.author_id == viewer.person_id
    page = {"added": added_to(found), "ordinal": ordinal_of(found), **_words(found)}
    return render_template("counseling/note.html", note=found, children=children, own=own, **page)


def _words(found: Session) -> dict[str, object]:
    return {
        "lines": lines_of(found.note, NOTE),
        "answers": [(words, SAFE.get(found.note.get(key, ""), "")) for key, words in QUESTIONS.items()],
        "heard": [HEARD[each] for each in found.note.get("heard", ()) if each in HEARD],
        "themes": [THEMES[each] for each in found.themes if each in THEMES],
        "mode": MODES[found.mode],
    }


@blueprint.page("/counseling/sessions/<int:session_id>/addenda/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_addendum(session_id: int) -> ResponseReturnValue:
    """Something is added; the signed note stays as it is."""
    viewer, form = current_viewer(), AddendumForm()
    found = draft_of(viewer, session_id)

    def save(by: Viewer) -> None:
        add_to(found, form.words.data, by=by)

    back = url_for("counseling.note", session_id=session_id)
    return written(form, _("Add to a signed note"), back, save, said=_("Added; the note itself stays as it was signed"))
