"""Fields of Friday: an answer, somebody authorised, a leave slip, the gate."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.core.forms import Form, TextArea, TextLine, choices, required
from portal.duty.models.gate import CheckedBy
from portal.duty.models.stays import StayState

HOME = (
    (StayState.STAY.value, _l("Stays at school")),
    (StayState.FETCHED.value, _l("Is fetched")),
    (StayState.LEAVE.value, _l("Goes home alone")),
)
CHECKS = (
    (CheckedBy.FACE.value, _l("I know the person")),
    (CheckedBy.PHOTO.value, _l("Compared with the photo")),
    (CheckedBy.PAPERS.value, _l("Looked at the identity card")),
    (CheckedBy.CALL.value, _l("I called the family")),
)


class StayForm(Form):
    """How one child spends the weekend, and who fetches it."""

    state = RadioField(_l("This weekend"), choices=choices(HOME), validators=[InputRequired(_l("Choose one"))])
    picker = SelectField(_l("Who fetches"), validators=[Optional()])
    always = BooleanField(_l("Every weekend like this, until I say otherwise"))

    def __init__(self, people: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.picker.choices = choices([("", _l("Not known yet")), *people])


class CollectorForm(Form):
    """Somebody who may fetch the child."""

    name = TextLine(_l("Name"), [required(_l("Write the name of the person"))], most=40)
    relation = TextLine(_l("What they are to the child"), [required(_l("Write what they are to the child"))], most=40)
    telephone = TextLine(_l("Telephone"), [Optional()], most=30)
    photo = FileField(_l("Photo"), validators=[Optional()], description=_l("Helps at the gate; only the staff there sees it."))


class SlipForm(Form):
    """Permission to be out for some hours."""

    reason = TextLine(_l("Why"), [required(_l("Write the reason in a sentence"))])
    due_day = DateField(_l("Back on"), validators=[InputRequired(_l("Write the day as year, month and day"))])
    due_time = TimeField(_l("Back at"), validators=[InputRequired(_l("Write the time as in 18:30"))])


class GateForm(Form):
    """Somebody came for the child."""

    client_id = HiddenField(validators=[required(), Length(8, 64), Regexp(r"^[\w-]+$")])
    picker = HiddenField(validators=[Optional(), Length(max=20)])
    checked_by = RadioField(_l("How do you know who it is"), choices=choices(CHECKS), validators=[Optional()])
    name = TextLine(_l("Name of the person"), [Optional()], most=60)
    words = TextArea(_l("What happened"), [Optional()], most=1000)


class ReturnForm(Form):
    """The child is back."""

    words = TextLine(_l("Why late, and who was told"), [Optional()], most=300)
