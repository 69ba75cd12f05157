"""Forms of home visits; on the doorstep three fields and a signature are enough, the rest is folded away."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.core.forms import Form, TextArea, TextLine, choices, required
from portal.visits.models import Signed, VisitMode
from portal.visits.words import HAZARDS, MODES, SIGNED, TEXTS

A_DAY = _l("Write the day as year, month and day")
NOBODY = 0


def _long(key: str, **options: Any) -> TextArea:
    return TextArea(TEXTS[key], [Optional()], most=2000, **options)


class FollowUpForm(Form):
    """What has to follow."""

    follow_words = TextArea(_l("What has to be done"), [Optional()], most=500)
    follow_owner = SelectField(_l("Who does it"), coerce=int, validators=[Optional()], default=NOBODY)
    follow_due = DateField(_l("To be done by"), validators=[Optional()])

    def __init__(self, staff: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.follow_owner.choices = [(NOBODY, _l("I do it myself")), *staff]


class VisitForm(FollowUpForm):
    """The record of a home visit (rules §9.6)."""

    client_id = HiddenField(validators=[required(), Length(8, 64), Regexp(r"^[\w-]+$")])
    day = DateField(_l("Day"), validators=[InputRequired(A_DAY)])
    mode = RadioField(_l("How you met"), choices=choices(MODES.items()), default=VisitMode.ON_SITE.value)
    second = SelectField(
        _l("Who went along"), coerce=int, validators=[Optional()], default=NOBODY, description=_l("It is better to go in pairs.")
    )
    met = TextLine(
        TEXTS["met"],
        [required(_l("Write who was there"))],
        most=200,
        description=_l("Names, and how they are related to the child."),
    )
    purpose = _long("purpose")
    household = _long("household", description=_l("Money, how learning is thought of, how they are with each other."))
    housing = _long("housing")
    hazards = SelectMultipleField(_l("Dangers seen"), choices=choices(HAZARDS.items()), validators=[Optional()])
    hazard_note = _long("hazard_note")
    at_school = _long("at_school")
    at_home = _long("at_home")
    mood = _long("mood")
    needs = _long("needs")
    family_words = _long("family_words")
    problems = _long("problems")
    measures = _long("measures")
    next_plan = _long("next_plan")
    signature = HiddenField(_l("Signature"))
    photo = FileField(_l("Photo of the signature"), validators=[Optional()])
    signed = RadioField(
        _l("Without a drawing or photo"),
        choices=choices([(Signed.PAPER, SIGNED[Signed.PAPER]), (Signed.NOT, SIGNED[Signed.NOT])]),
        default=Signed.PAPER.value,
    )

    def __init__(self, staff: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(staff, **options)
        self.second.choices = [(NOBODY, _l("Nobody")), *staff]


class ReasonForm(Form):
    """Why something is taken back."""

    reason = TextArea(_l("Reason"), [required(_l("Write the reason in a sentence"))], most=500)


class DoneForm(Form):
    """What came of a follow-up."""

    words = TextArea(_l("What came of it"), [Optional()], most=500)
