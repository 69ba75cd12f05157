"""The roster of a term, for everybody in contact with children."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.duty.queries.drafts import kept_over_warnings
from portal.duty.queries.roster import swaps_waiting
from portal.duty.shown.roster import lead_words, roster_of
from portal.duty.views.asking import term_asked
from portal.duty.views.blueprint import blueprint
from portal.duty.words import POSTS
from portal.school.queries import calendar


@blueprint.page("/duty", requires=Permission.SEE_ROSTER)
def index() -> ResponseReturnValue:
    """Weekends by posts, and who has much and who has little."""
    viewer, term = current_viewer(), term_asked()
    if term is None:
        return render_template("duty/no_term.html")
    found, plans = roster_of(term, viewer.person_id), viewer.may(Permission.PLAN_ROSTER)
    return render_template(
        "duty/roster.html",
        found=found,
        posts=POSTS,
        lead=lead_words(found),
        plans=plans,
        waiting=swaps_waiting() if plans else 0,
        kept=kept_over_warnings(term.first_day, term.last_day) if plans else (),
        terms=[each for each in calendar().terms if each.id != term.id],
        may=viewer.may,
        Permission=Permission,
    )
