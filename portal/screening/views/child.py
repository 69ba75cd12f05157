"""One child in a round, for the counselor: result, answers, talks and their outcome, another sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.school.queries import number
from portal.screening.forms import InterviewForm, RetestForm
from portal.screening.labels import ATTENTION, CONSENTS, DOUBTS, OUTCOMES, RETESTS, WAYS, flag_words
from portal.screening.models import Outcome, RetestReason
from portal.screening.operations.following import Found, first_day_again, note_interview, plan_retest
from portal.screening.queries.child import (
    Taking,
    answers_of,
    consents_of,
    earlier,
    flags_of,
    interviews_of,
    results_of,
    retests_of,
    taking,
    wordings_of,
)
from portal.screening.queries.work import scale_in
from portal.screening.shown import language, latest, scale_name, score_lines
from portal.screening.views.blueprint import blueprint

RUN = Permission.RUN_SCREENING
ONE = "/screening/rounds/<int:round_id>/children/<int:child_id>"
BOTH = ("GET", "POST")
#: After this attention a child is asked again some weeks later, not at once.
LATER_AT = 2
LABELS = {"outcomes": OUTCOMES, "attention": ATTENTION, "doubts": DOUBTS, "retests": RETESTS, "words": CONSENTS, "ways": WAYS}


@blueprint.page(ONE, requires=RUN)
def child(round_id: int, child_id: int) -> ResponseReturnValue:
    """Flags, scores beside those before, talks, the ledger; reading it is noted."""
    viewer = current_viewer()
    found = taking(viewer, round_id, child_id)
    record("screening.result_opened", subject=found.participant, child_id=child_id, by=viewer)
    return render_template("screening/child.html", taking=found, labels=LABELS, **_followed(found), **_result(found))


def _followed(found: Taking) -> Mapping[str, Any]:
    """Flags in words, talks, sheets planned once more, the ledger of consent."""
    one, scale = found.participant.id, scale_in(found.of)
    return {
        "scale_name": scale_name(found.of),
        "flags": [(flag, by, flag_words(flag.what, scale, language())) for flag, by in flags_of(one)],
        "talks": interviews_of(one),
        "retests": retests_of(one),
        "consents": consents_of(one),
    }


def _result(found: Taking) -> Mapping[str, Any]:
    """The last result with the one before; nothing once agreement was withdrawn."""
    last = None if found.withdrawn else latest(results_of(found.participant.id))
    before = earlier(found.of, found.child.id) if last else []
    lines = score_lines(scale_in(found.of), last.content, before[-1].content if before else None) if last else []
    return {"last": last, "before": before, "lines": lines}


@blueprint.page(f"{ONE}/answers", requires=RUN)
def answers(round_id: int, child_id: int) -> ResponseReturnValue:
    """Question by question, where they were answered here."""
    viewer = current_viewer()
    found = taking(viewer, round_id, child_id)
    record("screening.answers_opened", subject=found.participant, child_id=child_id, by=viewer)
    sheets = {} if found.withdrawn else answers_of(found.participant.id)
    wordings = wordings_of(found.participant.id)
    rows = {ordinal: _worded(found, wordings[ordinal], given) for ordinal, given in sheets.items()}
    return render_template("screening/answers.html", taking=found, rows=rows, scale_name=scale_name(found.of))


def _worded(found: Taking, wordings: Mapping[int, str], given: Mapping[int, int]) -> Sequence[tuple[int, str, str]]:
    scale, without = scale_in(found.of), _("left without an answer")
    options = {one.value: one.label.in_language(language()) for one in scale.options}
    items = range(1, scale.items_count + 1)
    return [(item, wordings.get(item, ""), options[given[item]] if item in given else without) for item in items]


@blueprint.page(f"{ONE}/talk", requires=RUN, methods=BOTH)
def interview(round_id: int, child_id: int) -> ResponseReturnValue:
    """Write down a talk and what comes of it."""
    viewer, form = current_viewer(), InterviewForm()
    found = taking(viewer, round_id, child_id)
    if request.method == "GET":
        form.day.data = clock.today()
    if form.accepts(lambda: _note(found, form)):
        flash(_("The talk is noted"), "ok")
        return redirect(url_for("screening.child", round_id=round_id, child_id=child_id), code=303)
    return render_template("screening/interview.html", taking=found, form=form), 422 if form.errors else 200


def _note(found: Taking, form: InterviewForm) -> None:
    texts = {name: form[name].data or "" for name in ("note", "advice", "family")}
    note_interview(
        found.participant,
        form.day.data,
        Found(Outcome(form.outcome.data), int(form.attention.data), **texts),
        for_teachers=bool(form.for_teachers.data),
        for_family=bool(form.for_family.data),
        next_on=form.next_on.data,
        by=current_viewer(),
    )


def _attention(found: Taking) -> int:
    """What the newest sheet suggests."""
    return next((int(one.content.get("attention") or 0) for one in reversed(results_of(found.participant.id))), 0)


def _days(found: Taking, attention: int) -> int:
    """In how many days another sheet is proposed: what the scale says after attention 3, else the school's own figures."""
    raised = scale_in(found.of).repeat.raised
    if attention > LATER_AT and raised:
        return raised
    return number("screening.later_after" if attention == LATER_AT else "screening.retest_after")


@blueprint.page(f"{ONE}/retest", requires=RUN, methods=BOTH)
def retest(round_id: int, child_id: int) -> ResponseReturnValue:
    """Ask the child once more, from a day on."""
    viewer, form = current_viewer(), RetestForm()
    found = taking(viewer, round_id, child_id)
    if request.method == "GET":
        attention = _attention(found)
        form.reason.data = str(RetestReason.LATER if attention >= LATER_AT else RetestReason.CHECK)
        form.opens_on.data = max(clock.today() + timedelta(days=_days(found, attention)), first_day_again(found.participant))
    if form.accepts(lambda: plan_retest(found.participant, RetestReason(form.reason.data), form.opens_on.data, by=viewer)):
        flash(_("The next sheet is planned. Print a new code for the class when the day has come."), "ok")
        return redirect(url_for("screening.child", round_id=round_id, child_id=child_id), code=303)
    return render_template("screening/retest.html", taking=found, form=form), 422 if form.errors else 200
