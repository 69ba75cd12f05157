"""What the leader settles: weekends, posts, people and their ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import NotFound
from portal.duty.forms.planning import LoadForm, PostForm, StandingForm, TimeForm, WeekendForm
from portal.duty.models.fairness import TimeKind
from portal.duty.models.roster import PostKind, WeekendKind
from portal.duty.operations.settling import note_time, settle_load, settle_post, settle_standing, settle_weekend, withdraw_time
from portal.duty.queries.planning import needs, weekends_in
from portal.duty.queries.roster import counted, usual
from portal.duty.queries.settled import (
    colleague,
    entries_of,
    loaded,
    post_versions,
    standing_version,
    times_of,
    weekend_of,
    weekend_version,
)
from portal.duty.views.asking import day_of, term_asked
from portal.duty.views.blueprint import blueprint
from portal.duty.words import POSTS, TIMES, WEEKENDS, load, long_span

BOTH = ("GET", "POST")


@blueprint.page("/duty/weekends", requires=Permission.PLAN_ROSTER)
def weekends() -> ResponseReturnValue:
    """The boarding weekends of a term, as they follow from the school calendar."""
    term = term_asked()
    if term is None:
        return render_template("duty/no_term.html")
    shown = {"found": weekends_in(term), "usual": usual(), "answers": counted(term.first_day, term.last_day)}
    return render_template("duty/weekends.html", words=long_span, kinds=WEEKENDS, WeekendKind=WeekendKind, **shown)


@blueprint.page("/duty/weekends/<day>", requires=Permission.PLAN_ROSTER, methods=BOTH)
def weekend(day: str) -> ResponseReturnValue:
    """What kind of weekend it is, and how many are expected."""
    found = weekend_of(day_of(day))
    form = WeekendForm()
    if not form.is_submitted():
        form.kind.data, form.expected.data = found.kind.value, found.expected
        form.version.data = weekend_version(found.first_day) or 0

    def save() -> None:
        settle_weekend(found, WeekendKind(form.kind.data), form.expected.data, form.version.data, by=current_viewer())

    if form.accepts(save):
        flash(_("The weekend is settled; the next draft follows it"), "ok")
        return redirect(url_for("duty.weekends"), code=303)
    return _form(form, long_span(found), _("Boarding weekends"), url_for("duty.weekends"))


def _form(form: WeekendForm | PostForm, title: str, over: str, back: str) -> ResponseReturnValue:
    return render_template("duty/form.html", form=form, title=title, over=over, back=back), 422 if form.errors else 200


@blueprint.page("/duty/posts", requires=Permission.PLAN_ROSTER)
def post_list() -> ResponseReturnValue:
    """How many people each kind of post needs."""
    return render_template("duty/posts.html", needs=needs(), posts=POSTS, load=load)


@blueprint.page("/duty/posts/<kind>", requires=Permission.PLAN_ROSTER, methods=BOTH)
def post(kind: str) -> ResponseReturnValue:
    """The numbers of one kind of post."""
    need = next((each for each in needs() if each.kind.value == kind), None)
    if need is None:
        raise NotFound
    form = PostForm()
    if not form.is_submitted():
        form.least.data, form.per_boarders.data, form.weight.data = need.least, need.per_boarders, need.weight
        form.version.data = post_versions().get(need.kind, 0)

    def save() -> None:
        numbers = {"least": form.least.data, "per_boarders": form.per_boarders.data, "weight": form.weight.data}
        settle_post(replace(need, **numbers), form.version.data, by=current_viewer())

    if form.accepts(save):
        flash(_("Saved; the next draft follows it"), "ok")
        return redirect(url_for("duty.post_list"), code=303)
    return _form(form, str(POSTS[need.kind]), _("Posts and numbers"), url_for("duty.post_list"))


@blueprint.page("/duty/people", requires=Permission.PLAN_ROSTER)
def people() -> ResponseReturnValue:
    """Who may stand on duty, what they can take, what they carry."""
    found = loaded()
    most = max([1, *(one.load for one in found)])
    return render_template("duty/people.html", found=found, most=most, posts=POSTS, PostKind=PostKind, load=load)


@blueprint.page("/duty/people/<int:person_id>", requires=Permission.PLAN_ROSTER, methods=BOTH)
def person(person_id: int) -> ResponseReturnValue:
    """What one person can take, their days, their ledger."""
    one, form = colleague(person_id), StandingForm()
    if not form.is_submitted():
        form.posts.data, form.most_shifts.data = [post.value for post in one.posts], one.most_shifts
        form.version.data = standing_version(person_id) or 0

    def save() -> None:
        chosen = {PostKind(each) for each in form.posts.data or ()}
        settle_standing(one.id, chosen, form.most_shifts.data, form.version.data, by=current_viewer())

    if form.accepts(save):
        flash(_("Saved; the next draft follows it"), "ok")
        return redirect(url_for("duty.people"), code=303)
    shown = {"times": times_of(person_id), "entries": entries_of(person_id), "words": TIMES, "load": load}
    small = {"adding": TimeForm(formdata=None), "entry": LoadForm(formdata=None)}
    return render_template("duty/person.html", one=one, form=form, **small, **shown), 422 if form.errors else 200


@blueprint.page("/duty/people/<int:person_id>/times", requires=Permission.PLAN_ROSTER, methods=("POST",))
def person_time(person_id: int) -> ResponseReturnValue:
    """Days a leader notes for somebody."""
    one, form = colleague(person_id), TimeForm()

    def save() -> None:
        note_time(one.id, TimeKind(form.kind.data), form.from_day.data, form.until_day.data, by=current_viewer())

    _answered(form, save)
    return redirect(url_for("duty.person", person_id=person_id), code=303)


@blueprint.page("/duty/people/<int:person_id>/times/<int:time_id>/withdrawal", requires=Permission.PLAN_ROSTER, methods=("POST",))
def person_time_withdrawal(person_id: int, time_id: int) -> ResponseReturnValue:
    """They no longer hold."""
    withdraw_time(colleague(person_id).id, time_id, by=current_viewer())
    return redirect(url_for("duty.person", person_id=person_id), code=303)


@blueprint.page("/duty/people/<int:person_id>/ledger", requires=Permission.PLAN_ROSTER, methods=("POST",))
def person_load(person_id: int) -> ResponseReturnValue:
    """An entry that no duty explains."""
    one, form = colleague(person_id), LoadForm()
    _answered(form, lambda: settle_load(one.id, form.weight.data, form.reason.data, by=current_viewer()))
    return redirect(url_for("duty.person", person_id=person_id), code=303)


def _answered(form: TimeForm | LoadForm, save: Callable[[], object]) -> None:
    """Carry out a small form; say what was wrong with it."""
    if form.accepts(save):
        flash(_("Noted"), "ok")
        return
    for words in [*form.form_errors, *(each for field in form for each in field.errors)]:
        flash(str(words), "warn")
