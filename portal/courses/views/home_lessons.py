"""Lessons brought to the home: recorded on the phone or from paper, taken back, and the sheet to take along."""

from __future__ import annotations

import secrets

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.filling import filled, page_of
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.forms import choices
from portal.core.pdf.answering import answer
from portal.courses.documents import Sheet, home_paper
from portal.courses.forms import HomeLessonForm, ReasonForm
from portal.courses.operations.attendance import Brought, record_home_lesson, withdraw_home_lesson
from portal.courses.queries.catalogue import shelf
from portal.courses.queries.childs import home_lesson_within, missed_sessions, told_of
from portal.courses.views.blueprint import blueprint
from portal.journal.operations import record
from portal.school.queries import school_profile

BOTH = ("GET", "POST")


@blueprint.page("/children/<int:child_id>/home-lessons/new", requires=Permission.RECORD_VISIT, methods=BOTH)
def bring(child_id: int) -> ResponseReturnValue:
    """Who was there, which lesson, what was agreed."""
    viewer, form = current_viewer(), HomeLessonForm()
    child = find(viewer, child_id, Tier.WELFARE)
    form.slug.choices = choices((lesson.id, lesson.title) for lesson in shelf().lessons.values())
    form.session_id.choices = [(0, _("no session")), *missed_sessions(child_id)]
    if request.method == "GET":
        form.client_id.data, form.day.data = secrets.token_urlsafe(18), clock.today()
        form.session_id.data = request.args.get("session", 0, type=int)
    if form.accepts(lambda: record_home_lesson(child, _brought(form), by=viewer)):
        flash(_("The lesson is noted"), "ok")
        return page_of(child_id, "guidance")
    return render_template("courses/home_lesson.html", child=child, form=form), 422 if form.errors else 200


def _brought(form: HomeLessonForm) -> Brought:
    return Brought(
        client_id=form.client_id.data,
        slug=form.slug.data,
        day=form.day.data,
        who=form.who.data,
        note=form.note.data or "",
        on_paper=bool(form.on_paper.data),
        session_id=form.session_id.data or None,
    )


@blueprint.page(
    "/children/<int:child_id>/home-lessons/<int:home_lesson_id>/withdrawal", requires=Permission.RECORD_VISIT, methods=BOTH
)
def take_back(child_id: int, home_lesson_id: int) -> ResponseReturnValue:
    """It was recorded by mistake."""
    viewer, form = current_viewer(), ReasonForm()
    child, found = find(viewer, child_id, Tier.WELFARE), home_lesson_within(viewer, child_id, home_lesson_id)

    def save(by: Viewer) -> None:
        withdraw_home_lesson(found, form.reason.data, by=by)

    return filled(child, form, _("Withdraw the lesson"), save, said=_("Withdrawn; your reason is kept"), part="guidance")


@blueprint.page("/children/<int:child_id>/guidance", requires=Permission.RECORD_VISIT)
def guidance(child_id: int) -> ResponseReturnValue:
    """What was written down about the guidance of a family; reading it is noted."""
    viewer = current_viewer()
    child = find(viewer, child_id, Tier.WELFARE)
    record("courses.guidance_opened", child_id=child_id, by=viewer)
    return render_template("courses/guidance.html", child=child, found=told_of(child_id), me=viewer.person_id)


@blueprint.page("/children/<int:child_id>/home-lessons/<slug>.pdf", requires=Permission.RECORD_VISIT)
def home_sheet(child_id: int, slug: str) -> ResponseReturnValue:
    """The sheet to take along where there is no signal; its code leads back to the form."""
    child, profile = find(current_viewer(), child_id, Tier.WELFARE), school_profile()
    lesson = shelf().lessons.get(slug) or next(iter(shelf().lessons.values()))
    link = url_for("courses.bring", child_id=child_id, _external=True)
    sheet = Sheet(profile.name if profile else "", current_viewer().name)
    return answer(home_paper(sheet, child.name, lesson, link), f"{lesson.title}.pdf")
