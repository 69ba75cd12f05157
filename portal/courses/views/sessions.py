"""Sessions of the parents' school: the list, one session, planning, changing, cancelling."""

from __future__ import annotations

import secrets
from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.forms import choices
from portal.courses.forms import ChangeForm, PlanForm, ReasonForm
from portal.courses.models.sessions import GuidanceSession, SessionForm
from portal.courses.operations.sessions import Planned, cancel_session, change_session, invite, plan_session
from portal.courses.queries.catalogue import shelf
from portal.courses.queries.coverage import this_term
from portal.courses.queries.sessions import class_lines, held_by, keeps_whole, session_kept, session_within, sessions
from portal.courses.views.blueprint import blueprint
from portal.courses.words import FORMS
from portal.school.classes import class_name, classes

BOTH = ("GET", "POST")


@blueprint.page("/parents-school/sessions", requires=Permission.SEE_GUIDANCE_COVERAGE)
def session_list() -> ResponseReturnValue:
    """Sessions of the term, and what is planned."""
    class_id, term = request.args.get("class", type=int), this_term(clock.today())
    found = sessions(current_viewer(), term.first, max(term.last, clock.today() + timedelta(days=60)), class_id)
    return render_template(
        "courses/sessions.html",
        found=found,
        forms_of=FORMS,
        class_here=class_name(class_id),
        may_keep=current_viewer().may(Permission.KEEP_SESSIONS),
    )


@blueprint.page("/parents-school/sessions/<int:session_id>", requires=Permission.SEE_GUIDANCE_COVERAGE)
def one_session(session_id: int) -> ResponseReturnValue:
    """One session, class by class; every number opens its list."""
    viewer = current_viewer()
    found = session_within(viewer, session_id)
    lesson = shelf().lessons.get(found.lesson_slug or "")
    return render_template(
        "courses/session.html",
        found=found,
        lines=class_lines(viewer, session_id),
        class_name=class_name,
        forms_of=FORMS,
        lesson=lesson,
        maker=held_by(found.made_by_id),
        begun=found.day <= clock.today(),
        may_keep=viewer.may(Permission.KEEP_SESSIONS) and found.cancelled_at is None,
        may_change=found.cancelled_at is None and keeps_whole(viewer, session_id),
    )


@blueprint.page("/parents-school/sessions/new", requires=Permission.KEEP_SESSIONS, methods=BOTH)
def plan() -> ResponseReturnValue:
    """Plan a session; its families are invited at once."""
    viewer, form = current_viewer(), PlanForm()
    form.lesson_slug.choices = _lessons()
    form.class_ids.choices = [(id_, name) for id_, name in _own_classes(viewer)]
    if request.method == "GET":
        form.client_id.data, form.day.data, form.begins.data = secrets.token_urlsafe(18), clock.today() + timedelta(days=7), "19:00"
        form.class_ids.data = sorted(viewer.homeroom_ids)
    path = url_for("courses.invitations")
    if form.accepts(lambda: plan_session(form.client_id.data, _planned(form), form.class_ids.data or (), path=path, by=viewer)):
        flash(_("The session is planned and its families are invited"), "ok")
        return redirect(url_for("courses.session_list"), code=303)
    return _asked(form, _("Plan a session"), url_for("courses.session_list"))


@blueprint.page("/parents-school/sessions/<int:session_id>/change", requires=Permission.KEEP_SESSIONS, methods=BOTH)
def change(session_id: int) -> ResponseReturnValue:
    """Another hour, another place."""
    viewer = current_viewer()
    found = session_kept(viewer, session_id)
    form = ChangeForm(obj=found)
    form.lesson_slug.choices = _lessons()
    path = url_for("courses.invitations")
    if form.accepts(lambda: change_session(found, _planned(form), form.version.data, path=path, by=viewer)):
        flash(_("The session is changed; its families are told"), "ok")
        return _back(found)
    return _asked(form, _("Change the session"), url_for("courses.one_session", session_id=session_id))


@blueprint.page("/parents-school/sessions/<int:session_id>/cancel", requires=Permission.KEEP_SESSIONS, methods=BOTH)
def cancel(session_id: int) -> ResponseReturnValue:
    """It is not held."""
    viewer, form = current_viewer(), ReasonForm()
    found = session_kept(viewer, session_id)
    if form.accepts(lambda: cancel_session(found, form.reason.data, path=url_for("courses.invitations"), by=viewer)):
        flash(_("Cancelled; its families are told"), "ok")
        return _back(found)
    return _asked(form, _("Cancel the session"), url_for("courses.one_session", session_id=session_id))


@blueprint.page("/parents-school/sessions/<int:session_id>/invitations", requires=Permission.KEEP_SESSIONS, methods=("POST",))
def invite_more(session_id: int) -> ResponseReturnValue:
    """Families that joined the classes since."""
    found = session_kept(current_viewer(), session_id)
    invite(found, path=url_for("courses.invitations"))
    flash(_("Every family of these classes is invited"), "ok")
    return _back(found)


def _planned(form: ChangeForm) -> Planned:
    return Planned(
        title=form.title.data,
        day=form.day.data,
        begins=form.begins.data,
        place=form.place.data,
        form=SessionForm(form.form.data),
        host=form.host.data or "",
        lesson_slug=form.lesson_slug.data or "",
    )


def _lessons() -> list[tuple[str, str]]:
    return choices([("", _("none")), *((lesson.id, lesson.title) for lesson in shelf().lessons.values())])


def _own_classes(viewer: Viewer) -> list[tuple[int, str]]:
    whole = viewer.reaches(Tier.SCHOOLING).whole_school
    there = [id_ for id_, one in classes().items() if one.grade(clock.today()) and (whole or id_ in viewer.homeroom_ids)]
    return [(id_, class_name(id_)) for id_ in there]


def _asked(form: ChangeForm | ReasonForm, title: str, back: str) -> ResponseReturnValue:
    page = render_template("courses/form.html", form=form, title=title, back=back, here_key="guidance")
    return page, 422 if form.errors else 200


def _back(found: GuidanceSession) -> ResponseReturnValue:
    return redirect(url_for("courses.one_session", session_id=found.id), code=303)
