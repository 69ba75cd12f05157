"""The blueprint of the staff pages."""

from __future__ import annotations

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from portal.access.words import ROLE_WORDS
from portal.core.blueprint import Door
from portal.core.errors import Words
from portal.people.rules import HOUSES
from portal.staff.words import STATE_WORDS, VETTING_WORDS

blueprint = Door("staff", __name__)


@blueprint.context_processor
def words() -> dict[str, object]:
    """What the templates call roles, houses, states and answers."""
    return {"role_words": ROLE_WORDS, "houses": HOUSES, "state_words": STATE_WORDS, "vetting_words": VETTING_WORDS}


def back_to(person_id: int, words: Words) -> ResponseReturnValue:
    """To the person's page, with what was done."""
    flash(str(words))
    return redirect(url_for("staff.person", person_id=person_id), code=303)
