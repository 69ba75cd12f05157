"""The guardian's word: what screening is, yes or no, and taking a yes back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.school.queries import school_profile
from portal.screening.consent_text import consent_text
from portal.screening.forms import HomeConsentForm
from portal.screening.models import ConsentWay, ConsentWord
from portal.screening.operations.consenting import say
from portal.screening.queries.answering import counselors
from portal.screening.queries.families import asked_at_home
from portal.screening.shown import scale_name
from portal.screening.views.blueprint import blueprint


@blueprint.page("/home/children/<int:child_id>/screening/<int:round_id>", requires=Permission.SEE_HOME, methods=("GET", "POST"))
def at_home(child_id: int, round_id: int) -> ResponseReturnValue:
    """Read what it is about and say yes or no; later words replace earlier ones."""
    viewer, form = current_viewer(), HomeConsentForm()
    found = asked_at_home(viewer, child_id, round_id)

    def keep() -> None:
        say(found.participant, ConsentWord(form.word.data), ConsentWay.PHONE, viewer.name, by=viewer)

    if form.accepts(keep):
        flash(_("Your word is noted. You can change it here at any time."), "ok")
        return redirect(url_for("home.index"), code=303)
    profile = school_profile()
    last = found.of.makeup_until or found.of.last_day
    text = consent_text(
        found.of.name, scale_name(found.of), found.of.first_day, last, profile.name if profile else "", counselors()
    )
    return render_template("screening/home_consent.html", form=form, found=found, text=text), 422 if form.errors else 200
