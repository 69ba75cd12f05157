"""Forms of prevention, and the survey of the pupils: every question may be left out."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.core.forms import Form, TextArea, TextLine, VersionedForm, choices, required
from portal.prevention.models import Cover
from portal.prevention.rules import Question
from portal.prevention.words import COVERS, KINDS, QUESTIONS, SEVERAL

A_DAY = _l("Write the day as year, month and day")


class ActivityForm(Form):
    """What was held."""

    kind = SelectField(_l("What it was"), choices=choices(KINDS.items()))
    class_id = SelectField(_l("Class"), coerce=int, validators=[Optional()], default=0)
    day = DateField(_l("Day"), validators=[InputRequired(A_DAY)])
    topic = TextLine(_l("Topic"), [required(_l("Write what it was about"))])
    people = IntegerField(_l("How many took part"), [Optional(), NumberRange(0, 100_000, _l("Write a number of people"))])


class ReasonForm(Form):
    """Why something is taken back."""

    reason = TextLine(_l("Reason"), [required(_l("Write the reason in a sentence"))], most=300)


class SpotForm(VersionedForm):
    """A place nobody sees."""

    place = TextLine(_l("Place"), [required(_l("Write where it is"))], most=100)
    cover = RadioField(_l("How it is covered"), choices=choices(COVERS.items()), default=Cover.NONE.value)
    note = TextArea(_l("Note"), [Optional()], most=500)


class SlipForm(Form):
    """The code on the slip."""

    code = TextLine(_l("Code on the slip"), [required(_l("Write the code that stands on the slip"))], most=40)


class SurveyForm(Form):
    """The questions, made from `words.QUESTIONS`."""

    code = HiddenField()


for _question, (_words, _answers) in QUESTIONS.items():
    _field = SelectMultipleField if _question in SEVERAL else RadioField
    setattr(SurveyForm, _question.value, _field(_words, validators=[Optional()], choices=choices(_answers.items())))


def answers_in(form: SurveyForm) -> dict[str, object]:
    """What was answered; a question left out is not in it."""
    return {question.value: form[question.value].data for question in Question if form[question.value].data}
