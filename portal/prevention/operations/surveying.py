"""Opening the survey of a term, printing slips, taking an answer that belongs to no slip, closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record
from portal.prevention.models import Survey, SurveyAnswer, SurveySlip
from portal.prevention.queries import own_classes, pupils_of
from portal.prevention.rules import fresh_code
from portal.school.queries import calendar, number

SPARE = 2  # slips more than pupils, so that the last one still draws


def open_survey(*, by: Viewer) -> Survey:
    """One survey a term."""
    term = calendar().current_term(clock.today())
    if term is None:
        raise Refused(_l("The school has no term yet. Enter it in the calendar first."))
    if session().scalar(select(Survey.id).where(Survey.term_start == term.first_day)) is not None:
        raise Refused(_l("This term has its survey already."))
    closes = clock.today() + timedelta(days=number("prevention.survey_days"))
    survey = Survey(term_start=term.first_day, closes_on=closes, opened_at=clock.now(), opened_by_id=by.person_id)
    session().add(survey)
    session().flush()
    record("prevention.survey_opened", subject=survey, by=by)
    return survey


def print_slips(survey: Survey, class_id: int, *, by: Viewer) -> Sequence[str]:
    """Fresh codes for everybody of a class who has not answered; slips printed before and not used no longer work."""
    if class_id not in own_classes(by):
        raise NotFound
    if survey.closed_at is not None:
        raise Refused(_l("The survey is closed."))
    of_class = (SurveySlip.survey_id == survey.id, SurveySlip.class_id == class_id)
    session().execute(update(SurveySlip).where(*of_class, SurveySlip.used.is_(False)).values(void=True))
    used = len(session().scalars(select(SurveySlip.id).where(*of_class, SurveySlip.used)).all())
    codes = [fresh_code() for _slip in range(max(0, pupils_of(class_id) - used) + SPARE)]
    session().add_all(SurveySlip(survey_id=survey.id, class_id=class_id, code=code) for code in codes)
    record("prevention.slips_printed", subject=survey, by=by)
    return codes


def take_answer(slip: SurveySlip, answers: Mapping[str, object]) -> None:
    """Use a slip up and keep an answer beside it; nothing leads from one to the other, and no empty one is lost: it declines."""
    unused = (SurveySlip.id == slip.id, SurveySlip.used.is_(False))
    taken = session().execute(update(SurveySlip).where(*unused).values(used=True).returning(SurveySlip.id)).first()
    if taken is None:
        raise Refused(_l("This slip was used a moment ago."))
    session().add(SurveyAnswer(survey_id=slip.survey_id, class_id=slip.class_id, answers=dict(answers)))


def close_survey(survey: Survey, *, by: Viewer) -> None:
    """No more answers."""
    if survey.closed_at is None:
        survey.closed_at = clock.now()
        record("prevention.survey_closed", subject=survey, by=by)
