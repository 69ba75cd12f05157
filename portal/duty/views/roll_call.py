"""Calling the names: the list on a phone, each tap as the queue sends it, all at once without script, typed in from paper."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import Refused
from portal.core.forms import Form
from portal.core.pdf.answering import answer
from portal.core.queue import kept
from portal.duty.evening.words import STANDINGS, house_name
from portal.duty.forms.evening import CALLED, PaperForm, TapForm
from portal.duty.models.shifts import Standing
from portal.duty.models.tonight import CareOrder, Missing
from portal.duty.operations.roll_call import Author, Tap, hand_in, open_roll, save_taps
from portal.duty.operations.shift import check_author, check_time
from portal.duty.queries import logs
from portal.duty.queries.care import Care, care
from portal.duty.queries.lists import Roll, count_of, lines, newest_mark, roll_within
from portal.duty.queries.search import searches
from portal.duty.sheets import roll_sheet
from portal.duty.views.blueprint import blueprint
from portal.duty.views.reading import note_care_read
from portal.duty.views.tonight import day_of
from portal.journal.operations import record
from portal.school.classes import class_name
from portal.school.queries import school_profile

BOTH = ("GET", "POST")


@blueprint.page("/duty/rolls/<int:roll_id>", requires=Permission.RUN_SHIFT)
def roll(roll_id: int) -> ResponseReturnValue:
    """The list, with three big states and none chosen beforehand."""
    viewer = current_viewer()
    found = roll_within(viewer, roll_id)
    shown = _shown(found)
    note_care_read([one for several in shown["asked"].values() for one in several], viewer)
    return render_template("duty/roll.html", **shown)


def _shown(found: Roll) -> dict[str, Any]:
    newest, listed = newest_mark(found.id), lines(found)
    asked: dict[int, list[Care]] = defaultdict(list)
    for one in care(found.evening, CareOrder.child_id.in_([line.child_id for line in listed])):
        asked[one.child_id].append(one)
    open_searches = searches(current_viewer(), Missing.log_id == found.log_id, Missing.ended_at.is_(None))
    states = [(state.value, STANDINGS[state], tone) for state, tone in zip(CALLED, ("", "lv", "no"), strict=True)]
    return {
        "roll": found,
        "newest": newest,
        "lines": listed,
        "count": count_of(listed),
        "asked": asked,
        "searches": open_searches,
        "states": states,
        "standings": STANDINGS,
        "house": house_name(found.house),
        "class_name": class_name,
        "now": clock.now(),
    }


@blueprint.page("/duty/rolls/<int:roll_id>/list", requires=Permission.RUN_SHIFT)
def roll_list(roll_id: int) -> ResponseReturnValue:
    """The list alone, for a page that looks again; nothing at all when nobody tapped since."""
    found = roll_within(current_viewer(), roll_id)
    if request.args.get("after", type=int) == newest_mark(roll_id):
        return "", 204
    return render_template("duty/_roll.html", **_shown(found))


@blueprint.page("/duty/rolls/<int:roll_id>/taps", requires=Permission.RUN_SHIFT, methods=("POST",))
def tap(roll_id: int) -> ResponseReturnValue:
    """One tap, as often as it is sent."""
    form = TapForm()
    if not form.validate():
        raise Refused(_("This tap did not arrive whole. Tap again."))
    ago = timedelta(milliseconds=max(form.ago.data or 0, 0))
    save_taps(roll_id, [Tap(form.client_id.data, form.child.data, Standing(form.state.data), ago)], by=current_viewer())
    return kept(form.client_id.data)


@blueprint.page("/duty/rolls/<int:roll_id>", requires=Permission.RUN_SHIFT, methods=("POST",), endpoint="roll_form")
def all_at_once(roll_id: int) -> ResponseReturnValue:
    """Without script: what was changed on the whole list, and handing it in."""
    viewer, form, hands_in = current_viewer(), Form(), "hand_in" in request.form
    found = roll_within(viewer, roll_id)
    save_taps(roll_id, _changed(request.form), by=viewer)
    if not hands_in:
        flash(_("Saved"), "ok")
    elif form.accepts(lambda: hand_in(roll_id, by=viewer)):
        flash(_("The roll call is handed in"), "ok")
        return redirect(url_for("duty.log", log_id=found.log_id), code=303)
    for words in form.form_errors:
        flash(str(words), "warn")
    return redirect(url_for("duty.roll", roll_id=roll_id), code=303)


def _changed(sent: Mapping[str, str]) -> Sequence[Tap]:
    """Taps whose state is another than the one the page showed; their marks follow from the form's own."""
    mark = sent.get("submission", "")[:40]
    names = [name.removeprefix("state-") for name in sent if name.startswith("state-")]
    known = {state.value for state in Standing}
    return [
        Tap(f"{mark}-{name}", int(name), Standing(sent[f"state-{name}"]))
        for name in names
        if name.isdecimal() and sent[f"state-{name}"] in known and sent.get(f"was-{name}") != sent[f"state-{name}"]
    ]


@blueprint.page("/duty/logs/<int:log_id>/paper", requires=Permission.RUN_SHIFT, methods=BOTH)
def typed_in(log_id: int) -> ResponseReturnValue:
    """A list that was called on paper: with its hour, who called and who types."""
    viewer = current_viewer()
    log = logs.log_within(viewer, log_id)
    house, evening = request.args.get("house", ""), day_of(request.args.get("evening", ""))
    form = PaperForm([(one.person_id, one.name) for one in logs.watch(log.weekend) if one.person_id != viewer.person_id])
    begun = Roll(0, log.id, log.weekend, evening, house, clock.now(), None, log.closed_at is not None)
    if form.accepts(lambda: _typed(log_id, form)):
        flash(_("The sheet is typed in"), "ok")
        return redirect(url_for("duty.log", log_id=log_id), code=303)
    shown = {"form": form, "log": log, "lines": lines(begun), "house": house_name(house), "evening": evening}
    return render_template("duty/typed_in.html", **shown, sent=request.form, states=_shown_states()), 422 if form.errors else 200


def _shown_states() -> Sequence[tuple[str, Any, str]]:
    return [(state.value, STANDINGS[state], tone) for state, tone in zip(CALLED, ("", "lv", "no"), strict=True)]


def _typed(log_id: int, form: PaperForm) -> None:
    viewer = current_viewer()
    log, evening = logs.log_within(viewer, log_id), day_of(request.args.get("evening", ""))
    at = check_time(log, form.at.data.replace(tzinfo=clock.SCHOOL_ZONE))
    seen = Author(check_author(log, form.seen_by.data or None, viewer), at)
    made = open_roll(log, request.args.get("house", ""), evening, by=viewer)
    save_taps(made.id, _changed(request.form), seen=seen, by=viewer)
    hand_in(made.id, by=viewer)


@blueprint.page("/duty/logs/<int:log_id>/sheet.pdf", requires=Permission.RUN_SHIFT)
def blank_list(log_id: int) -> ResponseReturnValue:
    """The blank list of a house to call the names on paper; its QR code leads to where it is typed in."""
    viewer, house, evening = current_viewer(), request.args.get("house", ""), day_of(request.args.get("evening", ""))
    log, profile = logs.log_within(viewer, log_id), school_profile()
    listed = lines(Roll(0, log.id, log.weekend, evening, house, clock.now(), None, closed=True))
    record("duty.sheet_printed", subject=log, by=viewer)
    link = url_for("duty.typed_in", log_id=log_id, house=house, evening=evening, _external=True)
    title = _("Roll call, %(house)s", house=house_name(house))
    content = roll_sheet(title, profile.name if profile else "", viewer.name, evening, listed, link)
    return answer(content, f"{title} {evening}.pdf")
