"""The stay list of a class, one child's answer, and who may fetch it: kept by homeroom teachers and the lead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission, Tier
from portal.children.filling import filled, page_of
from portal.children.models import Child
from portal.children.scope import find
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.core.forms import Form
from portal.duty.forms.friday import CollectorForm, StayForm
from portal.duty.friday.fetching import Picker
from portal.duty.models.stays import StaySource, StayState
from portal.duty.operations.stays import Said, answer_stay, answer_stays, arrange, authorise, end_collector
from portal.duty.planning.weekends import Weekend
from portal.duty.queries.collectors import collector, picker_words, pickers
from portal.duty.queries.gate import checks_of, slips_of
from portal.duty.queries.stays import Stay, in_charge, own_stay, stays, this_weekend
from portal.duty.views.blueprint import blueprint
from portal.duty.views.pictures import folder
from portal.duty.words import OUTCOMES, SOURCES, STAYS, span
from portal.journal.operations import record
from portal.school.classes import class_name, classes

BOTH = ("GET", "POST")
FAMILYS = (StaySource.GUARDIAN, StaySource.SCHOOL)


def weekend_or_404() -> Weekend:
    """The weekend everybody speaks of, NotFound out of term."""
    found = this_weekend()
    if found is None:
        raise NotFound
    return found


@blueprint.page("/duty/stays", requires=Permission.KEEP_STAY_LIST, methods=BOTH, endpoint="stays")
def stay_list() -> ResponseReturnValue:
    """Who stays this weekend and who is fetched, class by class; the pupils' weekly leave is entered here."""
    weekend, form = this_weekend(), Form()
    if weekend is None:
        return render_template("duty/no_weekend.html")
    listed = stays(in_charge(current_viewer()), weekend.first_day)
    offered = sorted({one.class_id for one in listed if one.class_id})
    chosen = request.args.get("class", type=int)
    rows = [one for one in listed if one.class_id == (chosen if chosen in offered else next(iter(offered), None))]
    near = pickers([one.child_id for one in rows], clock.today())
    if form.accepts(lambda: answer_stays(weekend.first_day, _sent(rows, near), StaySource.PUPIL, by=current_viewer())):
        flash(_("The list is saved"), "ok")
        return redirect(request.full_path, code=303)
    return _listed(form, weekend, rows, near, [(each, class_name(each)) for each in classes() if each in offered])


def _listed(
    form: Form, weekend: Weekend, rows: Sequence[Stay], near: Mapping[int, Sequence[Picker]], offered: Sequence[tuple[int, str]]
) -> ResponseReturnValue:
    counts = {state: sum(one.state is state for one in rows) for state in StayState}
    shown = {"form": form, "weekend": span(weekend), "rows": rows, "near": near, "classes": offered, "counts": counts}
    words = {"states": STAYS, "sources": SOURCES, "families": FAMILYS, "picker_words": picker_words, "StayState": StayState}
    return render_template("duty/stays.html", **shown, **words, chosen=rows[0].class_id if rows else None)


def _sent(rows: Sequence[Stay], near: Mapping[int, Sequence[Picker]]) -> dict[int, Said]:
    """What was ticked; a row without a tick is left as it is."""
    said = {}
    for one in rows:
        state = request.form.get(f"stay-{one.child_id}", "")
        if state in set(StayState) and one.source not in FAMILYS:
            picker = request.form.get(f"by-{one.child_id}", "")
            allowed = {each.key for each in near[one.child_id] if each.allowed}
            said[one.child_id] = Said(StayState(state), picker if picker in allowed else "")
    return said


@blueprint.page("/children/<int:child_id>/weekend", requires=Permission.KEEP_STAY_LIST, methods=BOTH)
def child_stay(child_id: int) -> ResponseReturnValue:
    """One child's answer after asking the family; it stands above all others."""
    child, weekend = find(current_viewer(), child_id, Tier.WELFARE), this_weekend()
    stay = own_stay(child.id, weekend.first_day) if weekend is not None else None
    if weekend is None or stay is None:
        raise NotFound
    form = stay_form(child, stay)
    if form.accepts(lambda: keep(form, child, weekend, StaySource.SCHOOL)):
        flash(_("Saved"), "ok")
        return page_of(child.id, "weekend")
    title = _("The weekend of %(name)s", name=child.name)
    back = url_for("children.file", child_id=child.id)
    return render_template("children/form.html", title=title, child=child, form=form, back=back), 422 if form.errors else 200


def stay_form(child: Child, stay: Stay) -> StayForm:
    """The form of one child's weekend, filled with what is known."""
    near = pickers([child.id], clock.today())[child.id]
    form = StayForm([(one.key, picker_words(one)) for one in near if one.allowed])
    if not form.is_submitted():
        form.state.data, form.picker.data = stay.state, stay.picker_key
    return form


def keep(form: StayForm, child: Child, weekend: Weekend, source: StaySource) -> None:
    """Keep what the form says, for this weekend or for all to come."""
    said = Said(StayState(form.state.data), form.picker.data or "")
    viewer = current_viewer()
    answer_stay(child.id, weekend.first_day, said, source, by=viewer)
    if form.always.data:
        arrange(child, said, by=viewer)


@blueprint.page("/children/<int:child_id>/collectors", requires=Permission.KEEP_STAY_LIST)
def child_collectors(child_id: int) -> ResponseReturnValue:
    """Who may fetch the child; reading it is noted."""
    child = find(current_viewer(), child_id, Tier.WELFARE)
    record("duty.collectors_read", child_id=child.id, by=current_viewer())
    near = pickers([child.id], clock.today())[child.id]
    happened = {"checks": checks_of(child.id), "slips": slips_of(child.id), "outcomes": OUTCOMES}
    return render_template("duty/collectors.html", child=child, near=near, **happened)


@blueprint.page("/children/<int:child_id>/collectors/new", requires=Permission.KEEP_STAY_LIST, methods=BOTH)
def child_collector_new(child_id: int) -> ResponseReturnValue:
    """Somebody the family named to the school."""
    child, form = find(current_viewer(), child_id, Tier.WELFARE), CollectorForm()
    return filled(
        child,
        form,
        _("Somebody who may fetch %(name)s", name=child.name),
        lambda by: add(form, child),
        said=_("Saved"),
        part="weekend",
    )


def add(form: CollectorForm, child: Child) -> None:
    """Authorise whom the form names."""
    photo = form.photo.data.stream.read() if form.photo.data else b""
    authorise(child, form.name.data, form.relation.data, form.telephone.data or "", photo, folder(), by=current_viewer())


@blueprint.page(
    "/children/<int:child_id>/collectors/<int:collector_id>/ending", requires=Permission.KEEP_STAY_LIST, methods=("POST",)
)
def child_collector_ending(child_id: int, collector_id: int) -> ResponseReturnValue:
    """They no longer fetch the child."""
    child = find(current_viewer(), child_id, Tier.WELFARE)
    end_collector(collector(child.id, collector_id), by=current_viewer())
    flash(_("No longer among those who may fetch"), "ok")
    return redirect(url_for("duty.child_collectors", child_id=child.id), code=303)
