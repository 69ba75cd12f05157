"""Who came: by list, by the code on the wall; what follows for families that could not."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.forms import Form
from portal.core.pdf.answering import answer
from portal.courses.documents import Sheet, attendance_paper, code_paper
from portal.courses.duty import speak_by
from portal.courses.forms import ContactForm
from portal.courses.models.sessions import Attending
from portal.courses.operations.attendance import note_absence_contact, note_attendance
from portal.courses.queries.sessions import Family, families, session_within
from portal.courses.views.blueprint import blueprint
from portal.courses.words import ANSWERS, ATTENDING
from portal.school.classes import class_name
from portal.school.queries import number, school_profile

BOTH = ("GET", "POST")

#: Which families a number of a session counts.
KEPT: Mapping[str, Callable[[Family], object]] = {
    "all": lambda _one: True,
    "coming": lambda one: one.answer in ("comes", "online"),
    "cannot": lambda one: one.answer == "cannot",
    "came": lambda one: one.attending,
    "made_up": lambda one: not one.attending and one.made_up,
    "absent": lambda one: not one.attending and not one.made_up,
    "open": lambda one: not one.attending and not one.made_up and not one.spoken,
}


@blueprint.page("/parents-school/sessions/<int:session_id>/classes/<int:class_id>", requires=Permission.KEEP_SESSIONS, methods=BOTH)
def attendance(session_id: int, class_id: int) -> ResponseReturnValue:
    """The list of a class: three states a family, saved as often as one likes, complete once."""
    viewer, form = current_viewer(), Form()
    found = session_within(viewer, session_id)
    complete = request.form.get("complete") == "yes"
    if form.accepts(lambda: note_attendance(found, class_id, _marks(), complete=complete, by=viewer)):
        flash(_("The list is saved and complete") if complete else _("The list is saved"), "ok")
        return redirect(url_for("courses.one_session", session_id=session_id), code=303)
    rows = families(viewer, session_id, class_id)
    if not rows:
        raise NotFound
    return render_template(
        "courses/attendance.html",
        found=found,
        rows=rows,
        form=form,
        class_here=class_name(class_id),
        class_id=class_id,
        answers=ANSWERS,
    ), 422 if form.errors else 200


def _marks() -> dict[int, Attending | None]:
    """What was marked, by child; a family left unmarked is left as it is."""
    marks: dict[int, Attending | None] = {}
    for name, value in request.form.items():
        child = name.removeprefix("family-")
        if child != name and child.isdecimal() and len(child) < 10:
            marks[int(child)] = Attending(value) if value in set(Attending) else None
    return marks


@blueprint.page("/parents-school/sessions/<int:session_id>/families", requires=Permission.SEE_GUIDANCE_COVERAGE)
def session_families(session_id: int) -> ResponseReturnValue:
    """The families behind a number of a session."""
    viewer, show, class_id = current_viewer(), request.args.get("show", "all"), request.args.get("class", type=int)
    found = session_within(viewer, session_id)
    kept = KEPT.get(show, KEPT["all"])
    return render_template(
        "courses/families.html",
        found=found,
        rows=[one for one in families(viewer, session_id, class_id) if kept(one)],
        class_here=class_name(class_id),
        answers=ANSWERS,
        attending=ATTENDING,
        **_afterwards(found.day),
    )


def _afterwards(day: date) -> dict[str, object]:
    viewer = current_viewer()
    return {
        "may_keep": viewer.may(Permission.KEEP_SESSIONS),
        "may_bring": viewer.may(Permission.RECORD_VISIT),
        "speak_by": speak_by(day, number("courses.absent_days")),
    }


@blueprint.page(
    "/parents-school/sessions/<int:session_id>/families/<int:child_id>/talk", requires=Permission.KEEP_SESSIONS, methods=BOTH
)
def absence_talk(session_id: int, child_id: int) -> ResponseReturnValue:
    """The school spoke with a family that was absent."""
    viewer, form = current_viewer(), ContactForm()
    child, found = find(viewer, child_id, Tier.SCHOOLING), session_within(viewer, session_id)
    if request.method == "GET":
        form.client_id.data, form.day.data = secrets.token_urlsafe(18), clock.today()
    written = (form.client_id.data, form.day.data, form.words.data)
    if form.accepts(lambda: note_absence_contact(session_id, child, *written, by=viewer)):
        flash(_("Noted; the family leaves the list"), "ok")
        return redirect(url_for("courses.session_families", session_id=session_id, show="open"), code=303)
    back = url_for("courses.session_families", session_id=session_id, show="open")
    title = _("Talk with the family of %(name)s", name=child.name)
    page = render_template("courses/form.html", form=form, title=title, quiet=found.title, back=back, here_key="guidance")
    return page, 422 if form.errors else 200


@blueprint.page("/parents-school/sessions/<int:session_id>/code.pdf", requires=Permission.KEEP_SESSIONS)
def code(session_id: int) -> ResponseReturnValue:
    """The sheet for the wall: a family scans it and is on the list."""
    found = session_within(current_viewer(), session_id)
    link = url_for("courses.arrive", code=found.code, _external=True)
    return answer(code_paper(_sheet(), found.title, found.day, found.begins, link), f"{found.title}.pdf")


@blueprint.page("/parents-school/sessions/<int:session_id>/classes/<int:class_id>/list.pdf", requires=Permission.KEEP_SESSIONS)
def paper_list(session_id: int, class_id: int) -> ResponseReturnValue:
    """The list to sign on paper."""
    viewer = current_viewer()
    found = session_within(viewer, session_id)
    rows = families(viewer, session_id, class_id)
    if not rows:
        raise NotFound
    names = [family.name for family in rows]
    return answer(attendance_paper(_sheet(), found.title, found.day, class_name(class_id), names), f"{found.title}.pdf")


def _sheet() -> Sheet:
    profile = school_profile()
    return Sheet(profile.name if profile else "", current_viewer().name)
