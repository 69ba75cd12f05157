"""The list of lessons and one lesson, for families on a phone and for whoever teaches."""

from __future__ import annotations

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.courses.documents import Sheet, lesson_paper
from portal.courses.lesson.rendering import shown
from portal.courses.operations.learning import keep_place
from portal.courses.queries.catalogue import lesson_on_offer, shelf
from portal.courses.queries.learning import in_lesson, learner
from portal.courses.rules import Place, recommended
from portal.courses.views.blueprint import blueprint
from portal.courses.words import TOPICS, megabytes, summary_of, title_of
from portal.school.queries import school_profile

A_YEAR = 365 * 24 * 3600
FIRST = 3


def frame_of(viewer: Viewer) -> str:
    """Families see the large words of their own pages, staff the frame they work in."""
    return "layouts/home.html" if viewer.may(Permission.SEE_HOME) else "layouts/staff.html"


def root() -> str:
    """Under which address lessons are found, wherever the portal lies."""
    return url_for("courses.index")


def saves_data() -> bool:
    """Whether this phone asked for text only."""
    return request.cookies.get("data") == "low"


@blueprint.page("/courses", requires=Permission.LEARN)
def index() -> ResponseReturnValue:
    """Where to go on, a few lessons first, then every series."""
    viewer, on_offer = current_viewer(), shelf()
    known = learner(viewer)
    first = recommended(on_offer.lessons.values(), known.situation, {*known.done, *known.begun})[:FIRST]
    return render_template(
        "courses/index.html",
        frame=frame_of(viewer),
        learner=known,
        shelf=on_offer,
        first=first if known.situation.holds else (),
        topics=[(words, [each for each in on_offer.lessons.values() if each.topic is topic]) for topic, words in TOPICS.items()],
        title_of=title_of,
        low=saves_data(),
        may_write=viewer.may(Permission.AUTHOR_LESSONS),
    )


@blueprint.page("/courses/<slug>", requires=Permission.LEARN)
def lesson(slug: str) -> ResponseReturnValue:
    """One lesson as a whole; a reader comes back to the section, a listener to the second."""
    viewer, found, on_offer = current_viewer(), lesson_on_offer(slug), shelf()
    same = [each for each in on_offer.lessons.values() if each.topic is found.topic]
    place = same.index(found)
    return render_template(
        "courses/lesson.html",
        frame=frame_of(viewer),
        lesson=found,
        here_now=in_lesson(viewer, found),
        sections=shown(found, root()),
        film=on_offer.film(found),
        sound=on_offer.sound(found),
        captions=on_offer.media.get(slug, {}).get(found.captions),
        low=saves_data() and request.args.get("media") is None,
        place=place + 1,
        of=len(same),
        next_one=same[place + 1] if place + 1 < len(same) else None,
        **_words(),
    )


def _words() -> dict[str, object]:
    return {
        "title_of": title_of,
        "summary_of": summary_of,
        "megabytes": megabytes,
        "topics": TOPICS,
        "reader": current_viewer().account_id,
    }


@blueprint.page("/courses/<slug>/place", requires=Permission.LEARN, methods=("POST",))
def place(slug: str) -> ResponseReturnValue:
    """Told by the page while it is read; by a button where the browser runs no script."""
    sent = {name: request.form.get(name, 0, type=int) for name in ("section", "audio_seconds", "video_seconds", "version")}
    version = keep_place(lesson_on_offer(slug), Place(**sent), by=current_viewer())
    if request.form.get("plain"):
        return redirect(url_for("courses.lesson", slug=slug, _anchor=f"s{sent['section']}"), code=303)
    return jsonify(version=version)


@blueprint.page("/courses/<slug>/lesson.pdf", requires=Permission.LEARN)
def lesson_pdf(slug: str) -> ResponseReturnValue:
    """The lesson on paper, for a family without a phone."""
    found, profile = lesson_on_offer(slug), school_profile()
    sheet = Sheet(profile.name if profile else "", current_viewer().name)
    return answer(lesson_paper(sheet, found, url_for("courses.lesson", slug=slug, _external=True)), f"{found.title}.pdf")


@blueprint.page("/low-data", requires=Permission.LEARN, methods=("POST",))
def low_data() -> ResponseReturnValue:
    """Text only on this phone, or everything again."""
    going = redirect(url_for("courses.index"), code=303)
    chosen = "low" if request.form.get("data") == "low" else "all"
    going.set_cookie("data", chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return going
