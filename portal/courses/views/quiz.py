"""The small questions after a lesson: one a page, as often as it takes, with the reason each time."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.courses.operations.learning import answer_question, finish
from portal.courses.queries.catalogue import lesson_on_offer, shelf
from portal.courses.queries.learning import in_lesson, learner
from portal.courses.rules import finished, following, is_solved, next_question
from portal.courses.views.blueprint import blueprint
from portal.courses.views.learning import frame_of
from portal.courses.words import TOPICS, title_of


@blueprint.page("/courses/<slug>/quiz", requires=Permission.LEARN, methods=("GET", "POST"))
def quiz(slug: str) -> ResponseReturnValue:
    """One question; after an answer the reason, and either the next question or another try."""
    viewer, lesson = current_viewer(), lesson_on_offer(slug)
    if request.method == "POST":
        return _answered(slug)
    if not lesson.questions:
        return redirect(url_for("courses.lesson", slug=slug))
    solved, number = in_lesson(viewer, lesson).solved, request.args.get("q", 0, type=int)
    at = number - 1 if 0 < number <= len(lesson.questions) else next_question(solved, len(lesson.questions))
    chosen = request.args.get("chose", -1, type=int)
    return render_template(
        "courses/quiz.html",
        frame=frame_of(viewer),
        lesson=lesson,
        at=at,
        question=lesson.questions[at],
        chosen=chosen if 0 <= chosen < len(lesson.questions[at].options) else None,
        solved=is_solved(solved, at),
        title_of=title_of,
    )


def _answered(slug: str) -> ResponseReturnValue:
    lesson, viewer = lesson_on_offer(slug), current_viewer()
    number, option = request.form.get("q", 1, type=int), request.form.get("option", -1, type=int)
    if option >= 0:
        answer_question(lesson, number - 1, option, by=viewer)
    return redirect(url_for("courses.quiz", slug=slug, q=number, chose=option if option >= 0 else None), code=303)


@blueprint.page("/courses/<slug>/done", requires=Permission.LEARN, methods=("GET", "POST"))
def done(slug: str) -> ResponseReturnValue:
    """The lesson is finished; what comes next, and the certificate once a series is whole."""
    viewer, lesson = current_viewer(), lesson_on_offer(slug)
    if request.method == "POST":
        finish(lesson, by=viewer)
        flash(_("Learned. Thank you for taking the time."), "ok")
        return redirect(url_for("courses.index"), code=303)
    here = in_lesson(viewer, lesson)
    if not here.done:
        return redirect(url_for("courses.quiz", slug=slug))
    known, lessons = learner(viewer), shelf().lessons
    shown = {
        "following": following(lesson, lessons, known.situation, known.done),
        "whole": TOPICS[lesson.topic] if finished(lesson.topic, lessons, known.done) else "",
    }
    return render_template("courses/done.html", frame=frame_of(viewer), lesson=lesson, title_of=title_of, **shown)
