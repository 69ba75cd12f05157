"""The form of a session (rules §9.9), of what is added later, of advice, and of letting a supervisor read."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.core.forms import Form, TextArea, TextLine, VersionedForm, choices, required
from portal.counseling.codes import Audience, SessionMode
from portal.counseling.words import AUDIENCES, HEARD, MODES, NOTE, QUESTIONS, SAFE, THEMES

LENGTHS = (15, 20, 30, 40, 50, 60, 90)
A_DAY = _l("Write the day as year, month and day")


def _text(key: str, **options: Any) -> TextArea:
    return TextArea(NOTE[key], [Optional()], most=8000, **options)


def _question(key: str) -> RadioField:
    return RadioField(QUESTIONS[key], choices=choices(SAFE.items()), validators=[Optional()])


class SessionForm(VersionedForm):
    """A talk. Nothing is obligatory while it is a draft; signing asks for time, the child's words and the three answers."""

    began_at = DateTimeLocalField(_l("Day and time"), format="%Y-%m-%dT%H:%M", validators=[InputRequired(_l("Write day and time"))])
    minutes = SelectField(
        _l("How long"),
        coerce=int,
        choices=choices((str(each), _l("%(count)s minutes", count=each)) for each in LENGTHS),
        default=40,
    )
    mode = RadioField(
        _l("How the talk was held"),
        choices=choices((mode, words) for mode, words in MODES.items() if mode is not SessionMode.GROUP),
        default=SessionMode.ROOM.value,
    )
    place = TextLine(NOTE["place"], [Optional()], most=60)
    heard = SelectMultipleField(_l("Where you know it from"), choices=choices(HEARD.items()), validators=[Optional()])
    themes = SelectMultipleField(
        _l("What it was about"),
        choices=choices(THEMES.items()),
        validators=[Optional()],
        description=_l("Several are possible. Write things, no diagnosis."),
    )
    said = _text("said", description=_l("In the child's own words where you can. Keep what you heard apart from what you think."))
    saw = _text("saw")
    complaint = _text("complaint")
    goal = _text("goal")
    course = _text("course")
    mood = _text("mood")
    behaviour = _text("behaviour")
    thinking = _text("thinking")
    technique = _text("technique")
    summary = _text("summary")
    homework = _text("homework")
    judgement = _text("judgement")
    safe_self = _question("safe_self")
    safe_others = _question("safe_others")
    safe_harmed = _question("safe_harmed")
    whom = SelectMultipleField(_l("In a group: which of them does a yes concern?"), coerce=int, choices=[], validators=[Optional()])
    next = _text("next")
    line = TextArea(
        _l("One line for the homeroom teacher"),
        [Optional()],
        most=300,
        description=_l("What the teacher shall do, not what the child said."),
    )


class GroupForm(Form):
    """A group that meets."""

    name = TextLine(_l("What the group is called"), [required(_l("Write a name, as in Making friends"))], most=60)
    children = SelectMultipleField(_l("Who takes part"), coerce=int)

    def __init__(self, offered: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.children.choices = offered


class AddendumForm(Form):
    """What is added to a signed note."""

    words = TextArea(_l("What you add"), [required(_l("Write what you add"))], most=4000)


class AdviceForm(Form):
    """What teachers or the family shall do."""

    audience = RadioField(_l("For whom"), choices=choices(AUDIENCES.items()), default=Audience.TEACHERS.value)
    words = TextArea(
        _l("What to do"),
        [required(_l("Write what to do in a sentence"))],
        most=500,
        description=_l("Agreed with the child. No level, no score, nothing the child said."),
    )
    until = DateField(_l("Holds until"), validators=[InputRequired(A_DAY)])


class ReasonForm(Form):
    """Why something is taken back."""

    reason = TextArea(_l("Reason"), [required(_l("Write the reason in a sentence"))], most=500)


class SupervisionForm(Form):
    """Who may read the own signed notes of a case, why, until when."""

    reader = SelectField(_l("Who may read"), coerce=int, validators=[InputRequired(_l("Choose one"))])
    reason = TextArea(_l("What the supervision is for"), [required(_l("Write the reason in a sentence"))], most=500)
    days = IntegerField(_l("For how many days"), [InputRequired(_l("Write a number")), NumberRange(1, 180)], default=14)

    def __init__(self, colleagues: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.reader.choices = colleagues


class NeedForm(Form):
    """Why the principal must read what is sealed."""

    reason = TextArea(_l("Why it cannot wait"), [required(_l("Write why it cannot wait"))], most=1000)
    hours = IntegerField(_l("For how many hours"), [InputRequired(_l("Write a number of hours"))], default=4)
