"""Publishing after review, lessons that rest, and whole folders brought in and taken out."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound, Refused
from portal.courses.forms import FileForm, ReasonForm, ReviewForm
from portal.courses.lesson.packing import Folder, packed, unpacked
from portal.courses.models.lessons import LessonDraft
from portal.courses.operations.authoring import bring_in, publish_draft, rest_lesson, return_draft, wake_lesson
from portal.courses.queries.catalogue import lesson_on_offer, shelf
from portal.courses.queries.drafts import draft_within
from portal.courses.views.authoring import draft_page, limits
from portal.courses.views.blueprint import blueprint
from portal.courses.views.media import media_folder

BOTH = ("GET", "POST")


@blueprint.page("/lessons/drafts/<int:draft_id>/publish", requires=Permission.REVIEW_LESSONS, methods=("POST",))
def publish(draft_id: int) -> ResponseReturnValue:
    """Families read it from now on."""
    viewer, form = current_viewer(), ReviewForm()
    found = draft_within(viewer, draft_id)
    if form.accepts(lambda: publish_draft(found, form.answer.data or "", by=viewer)):
        flash(_("Published; families read it from now on"), "ok")
        return redirect(url_for("courses.written"), code=303)
    return draft_page(found, FileForm(), form)


@blueprint.page("/lessons/drafts/<int:draft_id>/return", requires=Permission.REVIEW_LESSONS, methods=("POST",))
def give_back(draft_id: int) -> ResponseReturnValue:
    """Back to its writer with what to change."""
    viewer, form = current_viewer(), ReviewForm()
    found = draft_within(viewer, draft_id)
    if form.accepts(lambda: return_draft(found, form.answer.data or "", by=viewer)):
        flash(_("Back with its writer"), "ok")
        return redirect(url_for("courses.written"), code=303)
    return draft_page(found, FileForm(), form)


@blueprint.page("/lessons/<slug>/rest", requires=Permission.REVIEW_LESSONS, methods=BOTH)
def rest(slug: str) -> ResponseReturnValue:
    """Off the list for a time."""
    viewer, form, lesson = current_viewer(), ReasonForm(), lesson_on_offer(slug)
    if form.accepts(lambda: rest_lesson(slug, form.reason.data, by=viewer)):
        flash(_("The lesson is off the list"), "ok")
        return redirect(url_for("courses.written"), code=303)
    page = render_template(
        "courses/form.html", form=form, title=_("Take off the list"), quiet=lesson.title, back=url_for("courses.written")
    )
    return page, 422 if form.errors else 200


@blueprint.page("/lessons/<slug>/wake", requires=Permission.REVIEW_LESSONS, methods=("POST",))
def wake(slug: str) -> ResponseReturnValue:
    """Back on the list."""
    wake_lesson(slug, by=current_viewer())
    flash(_("The lesson is back on the list"), "ok")
    return redirect(url_for("courses.written"), code=303)


@blueprint.page("/lessons/<slug>/folder.zip", requires=Permission.AUTHOR_LESSONS)
def take_out(slug: str) -> ResponseReturnValue:
    """The lesson on offer with its media, to keep or to give to another school."""
    lesson, beside = lesson_on_offer(slug), shelf().media.get(slug, {})
    media = {name: _content(beside[name].digest) for name in lesson.media if name in beside}
    content = BytesIO(packed(lesson.source, media))
    return send_file(content, mimetype="application/zip", as_attachment=True, download_name=f"{slug}.zip", max_age=0)


def _content(digest: str) -> bytes:
    path = media_folder() / digest
    if not path.is_file():
        raise NotFound
    return path.read_bytes()


@blueprint.page("/lessons/bring-in", requires=Permission.AUTHOR_LESSONS, methods=BOTH)
def take_in() -> ResponseReturnValue:
    """A folder as zip: looked through, then a draft like any other."""
    viewer, form, made = current_viewer(), FileForm(), []
    if form.accepts(lambda: made.append(bring_in(_folder(form), media_folder(), by=viewer))):
        return _brought(made[0])
    page = render_template(
        "courses/form.html", form=form, title=_("Bring in a lesson"), back=url_for("courses.written"), multipart=True
    )
    return page, 422 if form.errors else 200


def _folder(form: FileForm) -> Folder:
    if not form.file.data:
        raise Refused(_("Choose the file to send"), field="file")
    return unpacked(form.file.data.stream.read(), limits())


def _brought(made: LessonDraft | None) -> ResponseReturnValue:
    if made is None:
        flash(_("This very lesson is on offer already; nothing was changed."), "ok")
        return redirect(url_for("courses.written"), code=303)
    flash(_("Brought in as a draft; somebody else reviews it before families see it"), "ok")
    return redirect(url_for("courses.draft", draft_id=made.id), code=303)
