"""Writing lessons in the browser: drafts with a preview, and media beside them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import Refused
from portal.courses.forms import DraftForm, FileForm, ReviewForm
from portal.courses.lesson.media import Limits, MediaFile, media_file
from portal.courses.lesson.reading import read
from portal.courses.lesson.rendering import lost_pictures, shown
from portal.courses.models.lessons import LessonDraft
from portal.courses.operations.authoring import drop_draft, put_media, save_draft, send_draft, start_draft
from portal.courses.queries.catalogue import shelf
from portal.courses.queries.drafts import draft_within, drafts, media_rows, resting
from portal.courses.views.blueprint import blueprint
from portal.courses.views.learning import root
from portal.courses.views.media import media_folder
from portal.courses.words import STATES, megabytes
from portal.school.queries import number

BOTH = ("GET", "POST")


@blueprint.page("/lessons", requires=Permission.AUTHOR_LESSONS)
def written() -> ResponseReturnValue:
    """Drafts, then every lesson on offer, then those that rest."""
    viewer = current_viewer()
    return render_template(
        "courses/written.html",
        drafts=drafts(viewer),
        lessons=shelf().lessons.values(),
        resting=resting(),
        states=STATES,
        may_review=viewer.may(Permission.REVIEW_LESSONS),
    )


@blueprint.page("/lessons/new", requires=Permission.AUTHOR_LESSONS, methods=BOTH)
def write() -> ResponseReturnValue:
    """A new lesson, or a new text of one on offer."""
    viewer, form, made = current_viewer(), DraftForm(), []
    if request.method == "GET":
        lesson = shelf().lessons.get(request.args.get("from", ""))
        form.source.data = lesson.source if lesson else render_template("courses/blank_lesson.txt")
    if form.accepts(lambda: made.append(start_draft(form.source.data, by=viewer))):
        return redirect(url_for("courses.draft", draft_id=made[0].id), code=303)
    return render_template("courses/write.html", form=form, draft=None), 422 if form.errors else 200


@blueprint.page("/lessons/drafts/<int:draft_id>/edit", requires=Permission.AUTHOR_LESSONS, methods=BOTH)
def edit(draft_id: int) -> ResponseReturnValue:
    """Go on writing; two people see both texts."""
    viewer = current_viewer()
    found = draft_within(viewer, draft_id)
    form = DraftForm(obj=found)
    if form.accepts(lambda: save_draft(found, form.source.data, form.version.data or 0, by=viewer)):
        flash(_("The draft is saved"), "ok")
        return redirect(url_for("courses.draft", draft_id=draft_id), code=303)
    return render_template("courses/write.html", form=form, draft=found), 422 if form.errors else 200


@blueprint.page("/lessons/preview", requires=Permission.AUTHOR_LESSONS, methods=("POST",))
def preview() -> ResponseReturnValue:
    """The text as families would see it, while it is written; keeps nothing."""
    return render_template("courses/_preview.html", **_previewed(request.form.get("source", "")))


def _previewed(source: str) -> dict[str, object]:
    try:
        lesson = read(source.replace("\r\n", "\n"))
    except Refused as refusal:
        return {"problem": refusal.reason, "sections": ()}
    return {"lesson": lesson, "sections": shown(lesson, root()), "lost_pictures": lost_pictures(source)}


@blueprint.page("/lessons/drafts/<int:draft_id>", requires=Permission.AUTHOR_LESSONS)
def draft(draft_id: int) -> ResponseReturnValue:
    """One draft as families would see it, with what can be done now."""
    viewer = current_viewer()
    return draft_page(draft_within(viewer, draft_id), FileForm(), ReviewForm())


def draft_page(found: LessonDraft, file_form: FileForm, review_form: ReviewForm) -> ResponseReturnValue:
    """The page of a draft, with what was refused at its field."""
    viewer = current_viewer()
    page = render_template(
        "courses/draft.html",
        draft=found,
        states=STATES,
        media=media_rows(found.slug),
        megabytes=megabytes,
        file_form=file_form,
        review_form=review_form,
        mine=found.written_by_id == viewer.person_id,
        may_review=viewer.may(Permission.REVIEW_LESSONS) and found.written_by_id != viewer.person_id,
        **_previewed(found.source),
    )
    return page, 422 if file_form.errors or review_form.errors else 200


@blueprint.page("/lessons/drafts/<int:draft_id>/send", requires=Permission.AUTHOR_LESSONS, methods=("POST",))
def send(draft_id: int) -> ResponseReturnValue:
    """To somebody else's eyes."""
    viewer, form = current_viewer(), ReviewForm()
    found = draft_within(viewer, draft_id)
    if form.accepts(lambda: send_draft(found, by=viewer)):
        flash(_("Sent; somebody else reviews it before families see it"), "ok")
        return redirect(url_for("courses.written"), code=303)
    return draft_page(found, FileForm(), form)


@blueprint.page("/lessons/drafts/<int:draft_id>/drop", requires=Permission.AUTHOR_LESSONS, methods=("POST",))
def drop(draft_id: int) -> ResponseReturnValue:
    """The writer gives it up."""
    viewer, form = current_viewer(), ReviewForm()
    found = draft_within(viewer, draft_id)
    if form.accepts(lambda: drop_draft(found, by=viewer)):
        flash(_("The draft is put away"), "ok")
        return redirect(url_for("courses.written"), code=303)
    return draft_page(found, FileForm(), form)


@blueprint.page("/lessons/drafts/<int:draft_id>/media", requires=Permission.AUTHOR_LESSONS, methods=("POST",))
def add_media(draft_id: int) -> ResponseReturnValue:
    """Sound, film or captions beside the text."""
    viewer, form = current_viewer(), FileForm()
    found = draft_within(viewer, draft_id)
    if form.accepts(lambda: put_media(found.slug, _sent_file(form), media_folder(), by=viewer)):
        flash(_("The file lies beside the lesson"), "ok")
        return redirect(url_for("courses.draft", draft_id=draft_id), code=303)
    return draft_page(found, form, ReviewForm())


def _sent_file(form: FileForm) -> MediaFile:
    if not form.file.data:
        raise Refused(_("Choose the file to send"), field="file")
    return media_file(form.file.data.filename or "", form.file.data.stream.read(), limits())


def limits() -> Limits:
    """The largest media the school lets lie beside a lesson."""
    return Limits(number("courses.audio_mb"), number("courses.video_mb"))
