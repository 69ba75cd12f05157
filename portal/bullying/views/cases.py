"""The list of cases, opening one, its page, and carrying it on."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.case_shown import shown
from portal.bullying.case_words import STATES, TIERS
from portal.bullying.forms.cases import MoveForm, OpenForm
from portal.bullying.models.cases import BullyingCase, Kind, Role
from portal.bullying.operations.moving import move
from portal.bullying.operations.opening import open_case
from portal.bullying.queries.case_file import CaseFile, case_file
from portal.bullying.queries.cases import cases
from portal.bullying.queries.naming import children_named
from portal.bullying.queries.reports import report_received
from portal.bullying.queries.sides import safety_steps
from portal.bullying.report_words import KINDS
from portal.bullying.rules.procedure import Act
from portal.bullying.views.acting import BOTH, back_to
from portal.bullying.views.blueprint import blueprint
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.journal.operations import record
from portal.school.classes import class_name


@blueprint.page("/bullying/cases", requires=Permission.SIT_ON_COMMITTEE)
def cases_index() -> ResponseReturnValue:
    """Cases the viewer may open; for homeroom teachers also the safety steps of their own children."""
    viewer, closed = current_viewer(), request.args.get("show") == "closed"
    return render_template(
        "bullying/cases/index.html",
        page_of=cases(viewer, request.args.get("page", 1, type=int), closed=closed),
        closed=closed,
        handles=viewer.may(Permission.HANDLE_BULLYING),
        may_count=viewer.may(Permission.SEE_BULLYING_COUNTS),
        safety=safety_steps(viewer),
        class_name=class_name,
        here_url=lambda number: url_for("bullying.cases_index", show="closed" if closed else None, page=number),
        states=STATES,
        kinds=KINDS,
        tiers=TIERS,
    )


@blueprint.page("/bullying/cases/new", requires=Permission.HANDLE_BULLYING, methods=BOTH)
def open_new() -> ResponseReturnValue:
    """A case, from a report (`?report=`) or from what became known otherwise."""
    viewer, form = current_viewer(), OpenForm()
    report_id = request.args.get("report", type=int)
    if report_id is not None:
        _from_report(form, report_received(viewer, report_id).account)
    opened: list[BullyingCase] = []
    if form.accepts(lambda: opened.append(_open(form, report_id, viewer))):
        flash(_("The case is open"), "ok")
        return back_to(opened[0].id)
    return render_template("bullying/cases/open.html", form=form), 422 if form.errors else 200


def _from_report(form: OpenForm, account: dict[str, object]) -> None:
    """What was told stands in the form already; whoever opens the case goes over it."""
    if request.method == "GET":
        form.words.data, form.place.data = account.get("words"), account.get("place")
        form.happened_on.data = clock.today()
        kinds = account.get("kinds")
        form.kind.data = kinds[0] if isinstance(kinds, list) and kinds else Kind.OTHER.value


def _open(form: OpenForm, report_id: int | None, by: Viewer) -> BullyingCase:
    parts = ((form.targets, Role.TARGET), (form.aggressors, Role.AGGRESSOR), (form.others, Role.WITNESS))
    roles = [(child_id, role) for field, role in parts for child_id in children_named(by, field.data, field.name)]
    return open_case(
        report_id,
        kind=Kind(form.kind.data),
        happened_on=form.happened_on.data,
        place=form.place.data,
        words=form.words.data,
        roles=roles,
        often=form.often.data or "",
        by=by,
    )


@blueprint.page("/bullying/cases/<int:case_id>", requires=Permission.SIT_ON_COMMITTEE)
def case(case_id: int) -> ResponseReturnValue:
    """One case, whole; reading it is noted for every child in it."""
    file = case_file(current_viewer(), case_id)
    return _page(file, MoveForm(formdata=None))


@blueprint.page("/bullying/cases/<int:case_id>/moves", requires=Permission.HANDLE_BULLYING, methods=("POST",))
def move_on(case_id: int) -> ResponseReturnValue:
    """The next act of the procedure."""
    viewer, form = current_viewer(), MoveForm()
    file = case_file(viewer, case_id)
    if form.act.data not in set(Act):
        raise NotFound
    act = Act(form.act.data)
    if form.accepts(lambda: move(file.case, act, reason=form.reason.data or "", version=form.version.data, by=viewer)):
        flash(_("Noted: %(state)s", state=STATES[file.case.state]), "ok")
        return redirect(url_for("bullying.case", case_id=case_id), code=303)
    return _page(file, form)


def _page(file: CaseFile, form: MoveForm) -> ResponseReturnValue:
    viewer = current_viewer()
    for side in file.sides:
        record("bullying.case_read", subject=file.case, child_id=side.party.child_id, by=viewer)
    handles = viewer.may(Permission.HANDLE_BULLYING)
    page = render_template("bullying/cases/case.html", form=form, handles=handles, **shown(file))
    return page, 422 if form.errors else 200
