"""The months and terms, and how far each one's return is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.contributions import Source
from portal.core.errors import NotFound
from portal.core.source_words import SOURCE_WORDS
from portal.summaries.definitions import ReturnForm, return_forms
from portal.summaries.forms import MonthForm
from portal.summaries.models import State
from portal.summaries.operations.counting import begin_return
from portal.summaries.periods import Period
from portal.summaries.queries.periods import begun_periods, due_day, period_of
from portal.summaries.queries.returns import Listed, newest_versions
from portal.summaries.views.door import back_to, blueprint
from portal.summaries.words import STATE_WORDS, period_words


@dataclass(frozen=True)
class Line:
    """A month or term of the list; `found` is the newest version, None when nobody began."""

    period: Period
    words: str
    due: date
    found: Listed | None
    is_late: bool


@blueprint.page("/", requires=Permission.SEE_RETURNS)
def index() -> ResponseReturnValue:
    """A year of months and two of terms, the newest first."""
    today = clock.today()
    return render_template(
        "summaries/index.html",
        forms_of_returns=[(form, _lines(form, today)) for form in return_forms().values()],
        State=State,
        states=STATE_WORDS,
        source=SOURCE_WORDS[Source.PRACTICE],
        form=MonthForm(formdata=None),
    )


def _lines(form: ReturnForm, today: date) -> Sequence[Line]:
    periods = begun_periods(form, today)
    begun = newest_versions(current_viewer(), form.id, str(periods[-1])) if periods else {}
    kept = [period for period in periods if period == periods[0] or form.every == "term" or str(period) in begun]
    return [_line(period, begun.get(str(period)), today) for period in kept]


def _line(period: Period, found: Listed | None, today: date) -> Line:
    due = due_day(period)
    is_late = due < today and (found is None or found.state is not State.SIGNED)
    return Line(period, period_words(str(period)), due, found, is_late)


@blueprint.page("/<kind>/months", requires=Permission.PREPARE_RETURN, methods=("POST",))
def begin(kind: str) -> ResponseReturnValue:
    """Count the return of a month or term into a draft."""
    form, chosen = return_forms().get(kind), MonthForm()
    if form is None:
        raise NotFound
    made: list[int] = []
    if chosen.accepts(lambda: made.append(begin_return(form, period_of(form, chosen.month.data), by=current_viewer()).id)):
        flash(_("The draft is counted."))
        return back_to(made[0])
    for words in (*chosen.form_errors, *chosen.month.errors):
        flash(str(words), "warn")
    return redirect(url_for("summaries.index"))
