"""Proposals as a work list and on the page of one child: a person confirms or declines."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.journal.operations import record
from portal.risk.axes import GRADE_WORDS, Grade
from portal.risk.forms import ReasonForm
from portal.risk.kept import read_back
from portal.risk.operations.deciding import confirm, confirm_many, decline
from portal.risk.operations.reviewing import review_child, review_school
from portal.risk.panel import attention_of, said, tiers_at
from portal.risk.queries.choices import last_review
from portal.risk.queries.grades import due_children
from portal.risk.queries.proposals import Waiting, open_proposal, waiting, waiting_counts
from portal.risk.views.blueprint import blueprint
from portal.school.classes import class_name

ON_A_PAGE = 50
MOST_PAGES = 200


@blueprint.page("/attention", requires=Permission.DECIDE_ATTENTION)
def index() -> ResponseReturnValue:
    """What waits for a decision, the gravest first."""
    return _work_list(ReasonForm())


def _work_list(form: ReasonForm) -> ResponseReturnValue:
    viewer, wanted = current_viewer(), request.args.get("grade", type=int)
    page = min(max(request.args.get("page", 1, type=int), 1), MOST_PAGES)
    counts = waiting_counts(viewer)
    total = sum(counts.values()) if wanted is None else counts.get(wanted, 0)
    rows = [_row(viewer, one) for one in waiting(viewer, wanted, ON_A_PAGE, (page - 1) * ON_A_PAGE)]
    shown = {"rows": rows, "counts": counts, "wanted": wanted, "page_number": page, "more": page * ON_A_PAGE < total}
    words = {"grades": GRADE_WORDS, "last": last_review(), "form": form, "ticked": set(request.form.getlist("proposal"))}
    return render_template("risk/index.html", **shown, **words), 422 if form.errors else 200


def _row(viewer: Viewer, one: Waiting) -> tuple[Waiting, object, str, object]:
    proposed = said(read_back(one.grade, one.evidence), tiers_at(viewer, one))
    return one, proposed, class_name(one.class_id), GRADE_WORDS[Grade(one.current)]


@blueprint.page("/attention/confirmations", requires=Permission.DECIDE_ATTENTION, methods=("POST",))
def confirm_ticked() -> ResponseReturnValue:
    """Several at once, with the same reason."""
    form, viewer, done = ReasonForm(), current_viewer(), 0
    ids = [int(one) for one in request.form.getlist("proposal") if one.isdecimal() and len(one) < 10]

    def act() -> None:
        nonlocal done
        done = confirm_many(ids, form.reason.data, by=viewer)

    if not form.accepts(act):
        return _work_list(form)
    flash(ngettext("Confirmed for %(num)s child.", "Confirmed for %(num)s children.", done))
    return redirect(url_for("risk.index"), code=303)


@blueprint.page("/attention/reviews", requires=Permission.DECIDE_ATTENTION)
def reviews() -> ResponseReturnValue:
    """Grades that are due for another look."""
    due = due_children(current_viewer(), clock.today())
    rows = [(id_, name, class_name(class_id), grade, GRADE_WORDS[Grade(grade)], day) for id_, name, class_id, grade, day in due]
    return render_template("risk/reviews.html", rows=rows)


@blueprint.page("/children/<int:child_id>/attention", requires=Permission.SEE_ATTENTION)
def child(child_id: int) -> ResponseReturnValue:
    """One child: the grade and why, what is proposed, and how it was before."""
    return _child_page(child_id, ReasonForm())


def _child_page(child_id: int, form: ReasonForm) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find(viewer, child_id)
    record("risk.attention_opened", subject=found, child_id=found.id, by=viewer)
    shown = {"child": found, "attention": attention_of(viewer, found), "grades": GRADE_WORDS, "form": form}
    return render_template("risk/child.html", **shown), 422 if form.errors else 200


@blueprint.page("/attention/proposals/<int:proposal_id>/<any(confirmation,declining):what>", requires=Permission.DECIDE_ATTENTION,
                methods=("POST",))  # fmt: skip
def decide(proposal_id: int, what: str) -> ResponseReturnValue:
    """Confirm or decline one proposal."""
    viewer, form = current_viewer(), ReasonForm()
    child_id = open_proposal(viewer, proposal_id).child_id
    act = confirm if what == "confirmation" else decline
    if not form.accepts(lambda: act(proposal_id, form.reason.data, by=viewer)):
        return _child_page(child_id, form)
    kept = _("Declined. The grade stays as it is until the facts change.")
    flash(_("The grade holds from today.") if what == "confirmation" else kept)
    return redirect(url_for("risk.child", child_id=child_id), code=303)


@blueprint.page("/children/<int:child_id>/attention/review", requires=Permission.DECIDE_ATTENTION, methods=("POST",))
def look_again(child_id: int) -> ResponseReturnValue:
    """Things have changed: look at this child now."""
    reviewed = review_child(child_id, by=current_viewer())
    flash(_("There is a new proposal.") if reviewed.proposed else _("Looked through. Nothing new to decide."))
    return redirect(url_for("risk.child", child_id=child_id), code=303)


@blueprint.page("/attention/review", requires=Permission.KEEP_ATTENTION_RULES, methods=("POST",))
def look_through() -> ResponseReturnValue:
    """Look through the whole school now."""
    reviewed = review_school(by=current_viewer())
    proposed = ngettext("%(num)s new proposal", "%(num)s new proposals", len(reviewed.proposed))
    flash(ngettext("%(num)s child looked through: %(proposed)s.", "%(num)s children looked through: %(proposed)s.",
                   reviewed.children, proposed=proposed))  # fmt: skip
    return redirect(url_for("risk.index"), code=303)
