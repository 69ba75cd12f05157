"""Rounds: the list, a new one, how far it is, and closing it. Counselors see the work; others see counts only."""

from __future__ import annotations

from typing import Any

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.school.classes import STAGES as SCHOOL_STAGES
from portal.school.classes import class_name, classes
from portal.screening.demo import shown_code
from portal.screening.forms import RoundChangeForm, RoundForm
from portal.screening.labels import DOUBTS, STAGES
from portal.screening.models import Round
from portal.screening.operations.rounds import Plan, change_round, close_round, open_round
from portal.screening.queries.packs import answerable
from portal.screening.queries.rounds import Progress, progress, round_within, rounds, stage
from portal.screening.queries.work import scale_in, work_of
from portal.screening.shown import begins_with, grades_words, language, pictures_of, scale_name, tone, when
from portal.screening.views.blueprint import blueprint

SEE, RUN = Permission.SEE_SCREENING_PROGRESS, Permission.RUN_SCREENING
BOTH = ("GET", "POST")
FIRST_ROWS = 12


@blueprint.page("/screening", requires=SEE)
def index() -> ResponseReturnValue:
    """Every round in scope with how far it is."""
    viewer = current_viewer()
    found = rounds(viewer)
    counts = progress(viewer, *(one.id for one in found)) if found else {}
    rows = [(one, stage(one), scale_name(one), grades_words(one.grades), sum(counts[one.id].values(), Progress())) for one in found]
    return render_template("screening/index.html", rows=rows, stages=STAGES, runs=viewer.may(RUN))


@blueprint.page("/screening/rounds/new", requires=RUN, methods=BOTH)
def new() -> ResponseReturnValue:
    """Plan a round; the children of its grades are asked."""
    viewer = current_viewer()
    form = RoundForm([(one.id, one.names.in_language(language())) for one in answerable()], _grades())
    made: list[Round] = []
    if form.accepts(lambda: made.append(open_round(_plan(form), by=viewer))):
        flash(_("The round is planned. Now ask the families."), "ok")
        return redirect(url_for("screening.one", round_id=made[0].id), code=303)
    return render_template("screening/new.html", form=form), 422 if form.errors else 200


def _grades() -> list[tuple[int, Any]]:
    stages = {one.stage for one in classes().values()}
    found = sorted({grade for one in stages for grade in range(SCHOOL_STAGES[one][0] + 1, SCHOOL_STAGES[one][1] + 1)})
    return [(grade, grades_words([grade])) for grade in found]


def _plan(form: RoundForm) -> Plan:
    return Plan(
        name=form.name.data,
        scale=form.scale.data,
        grades=form.grades.data,
        first_day=form.first_day.data,
        last_day=form.last_day.data,
        makeup_until=form.makeup_until.data,
        watched=bool(form.watched.data),
    )


@blueprint.page("/screening/rounds/<int:round_id>", requires=SEE)
def one(round_id: int) -> ResponseReturnValue:
    """A round: whom to talk with and by when, for the counselor; how far each class is, for everybody in scope."""
    viewer = current_viewer()
    found = round_within(viewer, round_id)
    counts = progress(viewer, found.id)[found.id]
    lines = [(class_id, class_name(class_id), counts[class_id]) for class_id in (*classes(), None) if class_id in counts]
    shown: dict[str, Any] = {"of": found, "stage": stage(found), "stages": STAGES, "lines": lines, "scale_name": scale_name(found)}
    total = sum(counts.values(), Progress())
    more = _work(found, viewer) if viewer.may(RUN) else {"work": None}
    return render_template("screening/round.html", **shown, total=total, grades=grades_words(found.grades), **more)


def _work(found: Round, viewer: Viewer) -> dict[str, Any]:
    """What only the counselor sees; opening it is noted."""
    record("screening.work_opened", subject=found, by=viewer)
    work, scale = work_of(found), scale_in(found)
    everything = "all" in request.args
    talks = work.talks if everything else work.talks[:FIRST_ROWS]
    return {
        "work": work,
        "talks": [(each, when(each), tone(each), begins_with(each, scale)) for each in talks],
        "more_talks": len(work.talks) - len(talks),
        "class_name": class_name,
        "pictures": pictures_of(found, work),
        "doubts": DOUBTS,
        "demo_code": shown_code(found),
        "counseling_url": url_for("counseling.index") if "counseling.index" in current_app.view_functions else "",
    }


@blueprint.page("/screening/rounds/<int:round_id>/change", requires=RUN, methods=BOTH)
def change(round_id: int) -> ResponseReturnValue:
    """Another name, a later end, days to make up."""
    viewer = current_viewer()
    found = round_within(viewer, round_id)
    form = RoundChangeForm(obj=found)

    def save() -> None:
        change_round(found, form.version.data, form.name.data, form.last_day.data, form.makeup_until.data, by=viewer)

    if form.accepts(save):
        flash(_("The round is changed"), "ok")
        return redirect(url_for("screening.one", round_id=found.id), code=303)
    return render_template("screening/change.html", form=form, of=found), 422 if form.errors else 200


@blueprint.page("/screening/rounds/<int:round_id>/closing", requires=RUN, methods=("POST",))
def close(round_id: int) -> ResponseReturnValue:
    """The round ends; what was begun is scored as it is."""
    viewer = current_viewer()
    close_round(round_within(viewer, round_id), by=viewer)
    flash(_("The round is closed. What was begun is scored as it is."), "ok")
    return redirect(url_for("screening.one", round_id=round_id), code=303)
