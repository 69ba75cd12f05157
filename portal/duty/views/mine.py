"""One's own duties: seen, days noted, swaps asked for and answered."""

from __future__ import annotations

from collections.abc import Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.duty.forms.changing import AnswerForm, SwapForm
from portal.duty.forms.planning import TimeForm
from portal.duty.models.fairness import TimeKind
from portal.duty.models.swaps import SwapState
from portal.duty.operations.publishing import acknowledge
from portal.duty.operations.settling import note_time, withdraw_time
from portal.duty.operations.swapping import answer_swap, ask_swap, settle_swap, take_back
from portal.duty.queries.exchange import term_at
from portal.duty.queries.feeds import has_feed
from portal.duty.queries.roster import Held
from portal.duty.queries.roster import mine as mine_from
from portal.duty.queries.settled import times_of
from portal.duty.queries.swaps import Offer, Swap, offers, swap_for, swaps_for
from portal.duty.views.blueprint import blueprint
from portal.duty.words import POSTS, SWAPS, TIMES, held_span, swap_span

BOTH = ("GET", "POST")


@blueprint.page("/duty/mine", requires=Permission.SEE_ROSTER)
def mine() -> ResponseReturnValue:
    """Duties ahead, swaps that wait, days noted, the address of the calendar."""
    viewer = current_viewer()
    return render_template(
        "duty/mine.html",
        held=mine_from(viewer.person_id, clock.today()),
        posts=POSTS,
        span=held_span,
        swaps=_waiting(swaps_for(viewer), viewer.person_id),
        swap_words=SWAPS,
        swap_span=swap_span,
        times=times_of(viewer.person_id),
        words=TIMES,
        adding=TimeForm(formdata=None),
        feed=has_feed(viewer.person_id),
    )


def _waiting(found: Sequence[Swap], person_id: int) -> list[Swap]:
    """Those the viewer is a side of and that are not settled."""
    open_ = (SwapState.ASKED, SwapState.AGREED)
    return [one for one in found if one.swap.state in open_ and person_id in (one.swap.asked_id, one.swap.asked_by_id)]


@blueprint.page("/duty/mine/seen", requires=Permission.SEE_ROSTER, methods=("POST",))
def seen() -> ResponseReturnValue:
    """The viewer has seen what was published for them."""
    acknowledge(by=current_viewer())
    flash(_("Noted that you have seen them"), "ok")
    return redirect(url_for("duty.mine"), code=303)


@blueprint.page("/duty/mine/times", requires=Permission.SEE_ROSTER, methods=("POST",))
def my_time() -> ResponseReturnValue:
    """Days on which the viewer cannot come, or wishes something."""
    viewer, form = current_viewer(), TimeForm()

    def save() -> None:
        note_time(viewer.person_id, TimeKind(form.kind.data), form.from_day.data, form.until_day.data, by=viewer)

    if form.accepts(save):
        flash(_("Noted; the next draft follows it"), "ok")
    for words in [*form.form_errors, *(each for field in form for each in field.errors)]:
        flash(str(words), "warn")
    return redirect(url_for("duty.mine"), code=303)


@blueprint.page("/duty/mine/times/<int:time_id>/withdrawal", requires=Permission.SEE_ROSTER, methods=("POST",))
def my_time_withdrawal(time_id: int) -> ResponseReturnValue:
    """They no longer hold."""
    viewer = current_viewer()
    withdraw_time(viewer.person_id, time_id, by=viewer)
    return redirect(url_for("duty.mine"), code=303)


@blueprint.page("/duty/mine/<int:assignment_id>/swap", requires=Permission.SEE_ROSTER, methods=BOTH)
def swap(assignment_id: int) -> ResponseReturnValue:
    """Ask a colleague to swap."""
    viewer = current_viewer()
    given = _own(assignment_id)
    able = offers(term_at(given.weekend), given, viewer)
    form = SwapForm([(one.value, _offer_words(one)) for one in able])

    def save() -> None:
        one = next(each for each in able if each.value == form.taken.data)
        ask_swap(assignment_id, one.person_id, one.taken_id, form.words.data or "", by=viewer)

    if form.accepts(save):
        flash(_("Your colleague finds it on the desk"), "ok")
        return redirect(url_for("duty.mine"), code=303)
    title = f"{held_span(given.weekend, given.ends_at)} {POSTS[given.post]}"
    return render_template("duty/swap_ask.html", form=form, title=title, able=able), 422 if form.errors else 200


def _own(assignment_id: int) -> Held:
    """One of the viewer's duties that has not begun."""
    found = mine_from(current_viewer().person_id, clock.today())
    one = next((each for each in found if each.assignment_id == assignment_id and each.starts_at > clock.now()), None)
    if one is None:
        raise NotFound
    return one


def _offer_words(one: Offer) -> str:
    if one.post is None or one.until is None:
        return _("%(name)s, as a favour", name=one.name)
    return _("%(name)s, for %(post)s", name=one.name, post=f"{held_span(one.weekend, one.until)} {POSTS[one.post]}")


@blueprint.page("/duty/swaps", requires=Permission.SEE_ROSTER)
def swaps() -> ResponseReturnValue:
    """Swaps of the viewer, and for the leader those that wait."""
    viewer = current_viewer()
    shown = {"found": swaps_for(viewer), "posts": POSTS, "words": SWAPS, "span": swap_span, "me": viewer.person_id}
    return render_template("duty/swaps.html", plans=viewer.may(Permission.PLAN_ROSTER), SwapState=SwapState, **shown)


@blueprint.page("/duty/swaps/<int:swap_id>", requires=Permission.SEE_ROSTER, methods=("POST",))
def swap_answer(swap_id: int) -> ResponseReturnValue:
    """Agree, consent, decline or take back."""
    viewer, form = current_viewer(), AnswerForm()
    found = swap_for(viewer, swap_id).swap
    yes, version = form.answer.data == "yes", form.version.data or 0

    def save() -> None:
        if form.answer.data == "back":
            take_back(found, by=viewer)
        elif found.asked_id == viewer.person_id and found.state is SwapState.ASKED:
            answer_swap(found, version, agrees=yes, by=viewer)
        else:
            settle_swap(found, version, consents=yes, by=viewer)

    if form.accepts(save):
        flash(str(SWAPS[found.state]), "ok")
    for words in form.form_errors:
        flash(str(words), "warn")
    return redirect(url_for("duty.swaps"), code=303)
