"""One return: its table, what does not balance, where it stands, and how it looks on paper."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.school.queries import school_profile
from portal.summaries.balances import rules_held_of
from portal.summaries.definitions import return_forms
from portal.summaries.models import Act, Return, State
from portal.summaries.operations.counting import count_again
from portal.summaries.paper import paper_of
from portal.summaries.publishing import leaving_of, shown_of
from portal.summaries.queries import returns as queries
from portal.summaries.queries.periods import due_day, written_period
from portal.summaries.queries.sending import on_its_way
from portal.summaries.sheet import Sheet, outside_sheet, true_sheet
from portal.summaries.views.door import back_to, blueprint, wanted
from portal.summaries.words import (
    ACT_WORDS,
    BOARDING_WORDS,
    SEX_WORDS,
    STATE_WORDS,
    VERDICTS,
    finding_words,
    grade_words,
    period_words,
)


@blueprint.page("/<int:return_id>", requires=Permission.SEE_RETURNS)
def one(return_id: int) -> ResponseReturnValue:
    """True counts for those at school who may know them, the counts that leave the school for everybody else."""
    found = wanted(return_id)
    return render_template("summaries/return.html", found=found, **_shown(found), **_words())


def _shown(found: Return) -> dict[str, Any]:
    viewer, form = current_viewer(), return_forms()[found.kind]
    findings = queries.findings_of(found.id)
    steps = queries.steps_of(found.id)
    return {
        "form": form,
        "month": period_words(found.period),
        "due": due_day(written_period(found.period)),
        "sheet": _sheet(found),
        "findings": [(finding, finding_words(form, finding)) for finding in findings],
        "held": rules_held_of(form, {finding.balance for finding in findings}),
        "steps": steps,
        "versions": queries.versions_of(viewer, found),
        "changed": queries.changed_figures(found) if found.state is not State.SIGNED else {},
        "reasons": queries.reasons_of(found.id),
        "paper": paper_of(found, findings, steps, _outside(found), school_profile()) if found.hidden is not None else None,
        "true_counts": queries.sees_true_counts(viewer),
        "sent": on_its_way(found.id) if found.state is State.SIGNED else None,
        "verdicts": VERDICTS,
    }


def _sheet(found: Return) -> Sheet | None:
    """The table for this viewer; None while there is nothing they may see."""
    if queries.sees_true_counts(current_viewer()):
        leaving = leaving_of(found)
        return true_sheet(leaving.form, leaving.lines, queries.totals_before(found.kind, found.period))
    return _outside(found)


def _outside(found: Return) -> Sheet | None:
    shown, last = shown_of(found), queries.signed_before(found)
    return outside_sheet(shown, shown_of(last) if last else None) if shown else None


def _words() -> dict[str, Any]:
    return {
        "State": State,
        "Act": Act,
        "states": STATE_WORDS,
        "acts": ACT_WORDS,
        "sexes": SEX_WORDS,
        "boarding": BOARDING_WORDS,
        "grade_words": grade_words,
        "may": {permission.name: current_viewer().may(permission) for permission in Permission},
    }


@blueprint.page("/<int:return_id>/counting", requires=Permission.PREPARE_RETURN, methods=("POST",))
def recount(return_id: int) -> ResponseReturnValue:
    """Count a draft again, after files were corrected."""
    found = wanted(return_id)
    count_again(found, by=current_viewer())
    flash(_("The draft is counted."))
    return back_to(found.id)
