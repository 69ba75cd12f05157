"""A class of a round: what the families said, who has answered; slips of consent typed in together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access.permissions import Permission
from portal.core.blueprint import current_viewer
from portal.core.errors import Refused
from portal.school.classes import class_name
from portal.screening.forms import ClassConsentForm
from portal.screening.labels import CONSENTS
from portal.screening.models import ConsentWay, ConsentWord, Round
from portal.screening.operations.consenting import say_for_class
from portal.screening.queries.rounds import Asked, asked_of_class, round_within, stage
from portal.screening.rules import Stage
from portal.screening.views.blueprint import blueprint

SEE, NOTE = Permission.SEE_SCREENING_PROGRESS, Permission.RECORD_SCREENING_CONSENT


@blueprint.page("/screening/rounds/<int:round_id>/classes/<int:class_id>", requires=SEE)
def of_class(round_id: int, class_id: int) -> ResponseReturnValue:
    """Each child with the family's word and whether the sheet is in; no result, whoever looks."""
    viewer = current_viewer()
    found = round_within(viewer, round_id)
    return _class_page(found, class_id, asked_of_class(viewer, round_id, class_id), ClassConsentForm())


def _class_page(found: Round, class_id: int, asked: Sequence[Asked], form: ClassConsentForm) -> str:
    viewer = current_viewer()
    return render_template(
        "screening/class.html",
        of=found,
        class_id=class_id,
        class_here=class_name(class_id),
        asked=asked,
        form=form,
        words=CONSENTS,
        may_note=viewer.may(NOTE) and stage(found) is not Stage.CLOSED,
        runs=viewer.may(Permission.RUN_SCREENING),
        ConsentWord=ConsentWord,
    )


@blueprint.page("/screening/rounds/<int:round_id>/classes/<int:class_id>/consents", requires=NOTE, methods=("POST",))
def consents(round_id: int, class_id: int) -> ResponseReturnValue:
    """Type in what stands on the slips."""
    viewer, form = current_viewer(), ClassConsentForm()
    found = round_within(viewer, round_id)
    asked = asked_of_class(viewer, round_id, class_id)
    words = _words(asked)
    if form.accepts(lambda: _say(words, form)):
        flash(ngettext("%(num)s word is noted", "%(num)s words are noted", len(words)), "ok")
        return redirect(url_for("screening.of_class", round_id=round_id, class_id=class_id), code=303)
    return _class_page(found, class_id, asked, form), 422


def _words(asked: Sequence[Asked]) -> Mapping[int, ConsentWord]:
    said = {one.participant_id: request.form.get(f"word-{one.participant_id}", "") for one in asked}
    return {key: ConsentWord(word) for key, word in said.items() if word in set(ConsentWord)}


def _say(words: Mapping[int, ConsentWord], form: ClassConsentForm) -> None:
    if not words:
        raise Refused(_("Choose what at least one family said."))
    say_for_class(words, ConsentWay(form.way.data), by=current_viewer())
