"""Forms of screening."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from portal.core.forms import Form, TextArea, TextLine, VersionedForm, choices, required
from portal.screening.labels import ATTENTION, LANGUAGES, OUTCOMES, RETESTS
from portal.screening.models import ConsentWay, ConsentWord, RetestReason

A_DAY = _l("Write the day as year, month and day")


class CodeForm(Form):
    """The code on a pupil's slip."""

    code = TextLine(_l("Code on your slip"), [required(_l("Write the code that stands on your slip"))], most=40)


class RoundForm(Form):
    """A new round."""

    name = TextLine(_l("Name of the round"), [required(_l("Give the round a name, such as autumn 2026"))], most=80)
    scale = SelectField(_l("Scale"))
    grades = SelectMultipleField(_l("Grades"), coerce=int, validators=[InputRequired(_l("Choose at least one grade"))])
    first_day = DateField(_l("First day"), validators=[InputRequired(A_DAY)])
    last_day = DateField(_l("Last day"), validators=[InputRequired(A_DAY)])
    makeup_until = DateField(_l("Make-up days until"), validators=[Optional()])
    watched = BooleanField(_l("On all these days somebody is there to see a child at once"))

    def __init__(self, scales: list[tuple[str, Any]], grades: list[tuple[int, Any]], **options: Any) -> None:
        super().__init__(**options)
        self.scale.choices, self.grades.choices = choices(scales), grades


class RoundChangeForm(VersionedForm):
    """What may change while a round runs."""

    name = TextLine(_l("Name of the round"), [required(_l("Give the round a name, such as autumn 2026"))], most=80)
    last_day = DateField(_l("Last day"), validators=[InputRequired(A_DAY)])
    makeup_until = DateField(_l("Make-up days until"), validators=[Optional()])


class PackForm(Form):
    """A wording to load."""

    scale = SelectField(_l("Scale"))
    language = RadioField(_l("Language"), choices=choices(LANGUAGES.items()), default="zh")
    file = FileField(
        _l("Two columns: item and wording"),
        [FileRequired(_l("Choose the file with the wording."))],
        description=_l("Excel or csv, one item a row; take the wording from the owner's form only."),
    )
    allowed = BooleanField(_l("The school may use this wording"), [InputRequired(_l("Say that the school may use it"))])

    def __init__(self, scales: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(**options)
        self.scale.choices = choices(scales)


class HomeConsentForm(Form):
    """The family's word."""

    word = RadioField(
        _l("May your child take part?"),
        choices=choices([(ConsentWord.GIVEN, _l("Yes, I agree")), (ConsentWord.DECLINED, _l("No, my child does not take part"))]),
        validators=[InputRequired(_l("Choose one of the two"))],
    )


class ClassConsentForm(Form):
    """The slips of a class; the words of each child are read by the view."""

    way = RadioField(
        _l("How the school knows"),
        choices=choices([(ConsentWay.PAPER, _l("From the signed slip")), (ConsentWay.TOLD, _l("The guardian said it to me"))]),
        default=ConsentWay.PAPER.value,
    )


class InterviewForm(Form):
    """What a talk found."""

    day = DateField(_l("Day of the talk"), validators=[InputRequired(A_DAY)])
    outcome = RadioField(
        _l("What comes of it"), choices=choices(OUTCOMES.items()), validators=[InputRequired(_l("Choose what comes of it"))]
    )
    attention = RadioField(
        _l("Attention, set by you"),
        choices=choices(ATTENTION.items()),
        validators=[InputRequired(_l("Choose the attention you see fit"))],
        description=_l("The figure of the scale is a suggestion; what you saw counts."),
    )
    note = TextArea(_l("Your note"), [Optional()], description=_l("Only counselors read it."))
    advice = TextArea(
        _l("For teachers: what to do"), [Optional()], most=500, description=_l("Nothing of what was said, only what helps.")
    )
    for_teachers = BooleanField(_l("Show this to the child's teachers"))
    family = TextArea(_l("For the family: what helps at home"), [Optional()], most=500)
    for_family = BooleanField(_l("Show this to the guardians"))
    next_on = DateField(_l("Talk again by"), validators=[Optional()])


class RetestForm(Form):
    """Another sheet."""

    reason = RadioField(_l("Why once more"), choices=choices(RETESTS.items()), default=RetestReason.CHECK.value)
    opens_on = DateField(_l("Opens on"), validators=[InputRequired(A_DAY)])


class ImportForm(Form):
    """A file of results; nothing is guessed about its form."""

    file = FileField(_l("Workbook of results"), [FileRequired(_l("Choose the file of the platform."))])
    scale = SelectField(_l("Scale and form"))
    round_id = SelectField(_l("Into which round"), coerce=int, default=0)
    name = TextLine(_l("Name of the round"), [Optional()], most=80)
    day = DateField(_l("Day of the results"), validators=[InputRequired(A_DAY)])

    def __init__(self, scales: list[tuple[str, Any]], rounds: list[tuple[int, Any]], **options: Any) -> None:
        super().__init__(**options)
        self.scale.choices, self.round_id.choices = choices(scales), rounds
