"""Telling others, letters outward with feedback, coming back, and the growth record."""

from __future__ import annotations

from datetime import timedelta

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.blueprint import current_viewer
from portal.core.pdf.answering import answer
from portal.counseling.care_forms import LetterForm, ReturnForm, TellingForm, WordsForm
from portal.counseling.care_words import LETTER, RETURN
from portal.counseling.codes import Consent, ReturnOutcome, TellingWay, Told
from portal.counseling.documents import Growth, growth_paper, letter_paper
from portal.counseling.models import Case
from portal.counseling.operations.referring_onward import Drafted, assess_return, note_feedback, write_letter
from portal.counseling.operations.telling import Said, note_answer, tell
from portal.counseling.queries.care import letter_of, letters_of, partners, returns_of, telling_of
from portal.counseling.queries.cases import case_of, changes_of, child_of, goals_of, steps_of
from portal.counseling.queries.notes import advice_for, talks_of
from portal.counseling.views.blueprint import blueprint
from portal.counseling.views.filling import BOTH, asked, sheet_of
from portal.journal.operations import record

A_WEEK = timedelta(days=7)


@blueprint.page("/counseling/cases/<int:case_id>/tellings/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_telling(case_id: int) -> ResponseReturnValue:
    """Somebody outside the room was told; where secrecy was broken, why."""
    found, form = case_of(current_viewer(), case_id), TellingForm()

    def save(by: Viewer) -> None:
        said = (Told(form.told.data), form.name.data, TellingWay(form.way.data), form.words.data, form.broke_because.data or "")
        tell(found, Said(*said), by=by)

    return asked(found, form, _("Note who was told"), save, said=_("Noted"), part="told")


@blueprint.page("/counseling/cases/<int:case_id>/tellings/<int:telling_id>", requires=Permission.KEEP_CASES, methods=BOTH)
def telling(case_id: int, telling_id: int) -> ResponseReturnValue:
    """That it arrived, and what they do."""
    found, form = case_of(current_viewer(), case_id), WordsForm()
    one = telling_of(found, telling_id)

    def save(by: Viewer) -> None:
        note_answer(found, one, form.words.data, by=by)

    return asked(found, form, _("What they answered"), save, said=_("Noted"), part="told", above=one.words)


@blueprint.page("/counseling/cases/<int:case_id>/letters/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_letter(case_id: int) -> ResponseReturnValue:
    """A referral letter, with what the guardian said to it."""
    viewer = current_viewer()
    found, known = case_of(viewer, case_id), partners(viewer)
    form = LetterForm([(one.id, one.name) for one in known])
    names = {one.id: one.name for one in known}

    def save(by: Viewer) -> None:
        chosen = form.partner.data or None
        texts = {key: form[key].data or "" for key in LETTER}
        texts["to"] = texts["to"] or names.get(chosen or 0, "")
        write_letter(found, Drafted(Consent(form.consent.data), texts, chosen), by=by)

    return asked(found, form, _("A referral letter"), save, said=_("The letter is ready to print"), part="letters")


@blueprint.page("/counseling/cases/<int:case_id>/letters/<int:letter_id>", requires=Permission.KEEP_CASES, methods=BOTH)
def letter(case_id: int, letter_id: int) -> ResponseReturnValue:
    """How it went, as the family or the hospital tells it."""
    found, form = case_of(current_viewer(), case_id), WordsForm()
    one = letter_of(found, letter_id)

    def save(by: Viewer) -> None:
        note_feedback(found, one, form.words.data, by=by)

    hint = _("Ask how the child is and what school can do. Do not ask for medical records.")
    return asked(found, form, _("How it went"), save, said=_("Noted"), part="letters", above=hint)


@blueprint.page("/counseling/cases/<int:case_id>/letters/<int:letter_id>/letter.pdf", requires=Permission.KEEP_CASES)
def letter_pdf(case_id: int, letter_id: int) -> ResponseReturnValue:
    """The letter with its lines to sign."""
    viewer = current_viewer()
    found = case_of(viewer, case_id)
    one = letter_of(found, letter_id)
    record("counseling.letter_printed", subject=one, child_id=found.child_id, by=viewer)
    return answer(
        letter_paper(sheet_of(viewer), child_of(found), one), _("Referral letter %(number)s", number=found.number) + ".pdf"
    )


@blueprint.page("/counseling/cases/<int:case_id>/returns/new", requires=Permission.KEEP_CASES, methods=BOTH)
def new_return(case_id: int) -> ResponseReturnValue:
    """How the child comes back to lessons."""
    found, form = case_of(current_viewer(), case_id), ReturnForm()
    if request.method == "GET":
        form.day.data, form.review_due.data = clock.today(), clock.today() + A_WEEK

    def save(by: Viewer) -> None:
        texts = {key: form[key].data or "" for key in RETURN}
        assess_return(found, form.day.data, ReturnOutcome(form.outcome.data), texts, form.review_due.data, by=by)

    return asked(found, form, _("Coming back to school"), save, said=_("Noted"), part="letters")


@blueprint.page("/counseling/cases/<int:case_id>/growth.pdf", requires=Permission.KEEP_CASES)
def growth(case_id: int) -> ResponseReturnValue:
    """The growth record on paper: the way, the plan, the sessions by day and length; no sealed note, no identity number."""
    viewer = current_viewer()
    found = case_of(viewer, case_id)
    record("counseling.growth_printed", subject=found, child_id=found.child_id, by=viewer)
    return answer(
        growth_paper(sheet_of(viewer), child_of(found), _growth(found)), _("Growth record %(number)s", number=found.number) + ".pdf"
    )


def _growth(found: Case) -> Growth:
    talks = [talk for talk in talks_of(found) if talk.signed_at]
    given = [one for one, _by in advice_for(found.child_id) if one.ended_at is None]
    onward = (letters_of(found), returns_of(found))
    return Growth(found, steps_of(found), changes_of(found), goals_of(found), talks, given, *onward)
