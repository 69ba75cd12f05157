"""Making a draft, changing it, publishing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Permission
from portal.core import clock
from portal.core.blueprint import current_viewer, database
from portal.core.calendar import DAY, TermDays
from portal.core.errors import NotFound, Refused, Words
from portal.duty.forms.planning import ALL, NOBODY, DraftForm, LineForm, PublishForm
from portal.duty.models.roster import DutyDraft
from portal.duty.operations.drafting import drop, keep_draft, open_draft, put
from portal.duty.operations.publishing import publish
from portal.duty.planning.demand import Slot
from portal.duty.planning.drafted import Drafted, drafted
from portal.duty.queries.drafts import holders, line_of, lines_of, locked_in, newest_open
from portal.duty.queries.fitness import Fit, fits
from portal.duty.queries.planning import plan_for, weekends_of
from portal.duty.shown.draft import draft_of
from portal.duty.shown.warned import slot_words
from portal.duty.views.asking import slot_of, term_asked
from portal.duty.views.blueprint import blueprint
from portal.duty.words import ABSENCES, POSTS, load, span
from portal.school.queries import number

RULES: Mapping[str, Words] = {
    "max_shifts": _l("has as many duties as allowed"),
    "same_day": _l("has a duty that day"),
    "same_weekend": _l("has a duty that weekend"),
    "weekend_gap": _l("has a duty too close to it"),
}


@blueprint.page("/duty/draft", requires=Permission.PLAN_ROSTER)
def draft() -> ResponseReturnValue:
    """The open draft, or the question what a new one may change."""
    found = newest_open()
    if found is None:
        return render_template("duty/draft_none.html", form=DraftForm())
    return _shown(found, PublishForm(version=found.version))


def _shown(found: DutyDraft, publishing: PublishForm) -> ResponseReturnValue:
    """The draft as it stands now, with what was written beside the button."""
    publishing.version.data = found.version
    shown = {"shown": draft_of(found), "form": DraftForm(formdata=None), "publishing": publishing}
    return render_template("duty/draft.html", **shown, span=span, load=load, posts=POSTS), 422 if publishing.errors else 200


def _solved_first() -> Mapping[str, Any]:
    """Search for the roster before the writing transaction opens: it takes seconds."""
    form = DraftForm()
    with database().transaction():
        term = term_asked()
        if term is None or not form.validate():
            return {"made": None, "term": term}
        first = max(clock.today() + DAY * 2, term.first_day)
        plan = plan_for(first, term, _locks(first, term, everything=form.scope.data == ALL))
        seconds = number("duty.solver_seconds")
    return {"made": drafted(plan, seconds) if plan.slots else None, "term": term}


def _locks(first: Any, term: TermDays, *, everything: bool) -> dict[Slot, int]:
    """What stays: locked lines of the open draft, and (unless everything may change) what is published."""
    found = newest_open()
    kept = {} if everything else dict(holders(first, term.last_day))
    return {**kept, **(locked_in(found) if found is not None else {})}


@blueprint.page("/duty/draft", requires=Permission.PLAN_ROSTER, methods=("POST",), first=_solved_first, endpoint="make_draft")
def make_draft(made: Drafted | None, term: TermDays | None) -> ResponseReturnValue:
    """Keep what was found as the open draft."""
    if term is None or made is None:
        flash(_("There is no boarding weekend ahead in this term. Look at terms and holidays."), "warn")
        return redirect(url_for("duty.index"), code=303)
    days = [slot.weekend for slot in made.people]
    keep_draft(min(days), max(days), made, by=current_viewer())
    flash(_("The draft is made; nothing is published yet"), "ok")
    return redirect(url_for("duty.draft"), code=303)


@blueprint.page("/duty/draft/<int:draft_id>/<weekend>/<post>/<int:place>", requires=Permission.PLAN_ROSTER, methods=("GET", "POST"))
def line(draft_id: int, weekend: str, post: str, place: int) -> ResponseReturnValue:
    """Who is to hold one post."""
    found, slot = open_draft(draft_id), slot_of(weekend, post, place)
    proposal, able = line_of(found, slot), _able(found, slot)
    form = LineForm([(one.person_id, _fit_words(one)) for one in able])
    if not form.is_submitted():
        form.person.data, form.locked.data = proposal.person_id or NOBODY, proposal.locked or True
    if form.accepts(lambda: put(found, proposal, _chosen(form, able), locked=bool(form.locked.data), by=current_viewer())):
        flash(_("The draft is changed"), "ok")
        return redirect(url_for("duty.draft"), code=303)
    spans = {each.first_day: span(each) for each in weekends_of(slot.weekend, slot.weekend)}
    return render_template("duty/line.html", form=form, title=slot_words(slot, spans), able=able, words=_fit_words), (
        422 if form.errors else 200
    )


def _able(found: DutyDraft, slot: Slot) -> list[Fit]:
    term = term_asked()
    if term is None:
        raise NotFound
    return fits(plan_for(found.first_day, term, {}), found, lines_of(found), slot)


def _fit_words(one: Fit) -> str:
    """Name and load, and what is in the way."""
    if not one.rules:
        return _("%(name)s, carries %(load)s", name=one.name, load=load(one.load))
    why = [str(ABSENCES[one.absence]) if rule == "away" and one.absence else str(RULES.get(rule, "")) for rule in one.rules]
    return _("%(name)s: cannot, %(why)s", name=one.name, why=_(", ").join(why))


def _chosen(form: LineForm, able: list[Fit]) -> int | None:
    """Whoever was chosen, unless a hard rule is in the way."""
    if form.person.data == NOBODY:
        return None
    one = next(each for each in able if each.person_id == form.person.data)
    if one.rules:
        raise Refused(_fit_words(one), field="person")
    return one.person_id


@blueprint.page("/duty/draft/<int:draft_id>/publication", requires=Permission.PLAN_ROSTER, methods=("POST",))
def publication(draft_id: int) -> ResponseReturnValue:
    """The draft holds from now on, and everybody it concerns is told."""
    found, form = open_draft(draft_id), PublishForm()
    changed: list[int] = []
    if form.accepts(lambda: changed.append(publish(found, form.version.data or 0, form.because.data or "", by=current_viewer()))):
        flash(_("The roster is published. %(count)s people find it on their desk.", count=changed[0]), "ok")
        return redirect(url_for("duty.index"), code=303)
    return _shown(found, form)


@blueprint.page("/duty/draft/<int:draft_id>/dropping", requires=Permission.PLAN_ROSTER, methods=("POST",))
def dropping(draft_id: int) -> ResponseReturnValue:
    """The draft is not wanted."""
    drop(open_draft(draft_id), by=current_viewer())
    flash(_("The draft is dropped; what is published stays"), "ok")
    return redirect(url_for("duty.index"), code=303)
