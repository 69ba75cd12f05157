"""Forms of pairing; a talk is written on a phone in under a minute, so only four fields must be filled."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.core.forms import Form, TextArea, TextLine, choices, required
from portal.pairing.models import Mode, Reason, WishKind
from portal.pairing.words import MODES, REASONS, RECEIVERS, WISHES

NOBODY = ""


class TalkForm(Form):
    """The record of help (rules §9.6)."""

    client_id = HiddenField(validators=[required(), Length(8, 64), Regexp(r"^[\w-]+$")])
    mode = RadioField(_l("How"), choices=choices(MODES.items()), default=Mode.TALK.value, validators=[InputRequired()])
    minutes = IntegerField(_l("Minutes"), [InputRequired(_l("Write how many minutes"))], default=15)
    day = DateField(_l("Day"), validators=[InputRequired(_l("Write the day as year, month and day"))])
    noticed = TextArea(
        _l("What you noticed"),
        [required(_l("Write a sentence on what you noticed"))],
        most=2000,
        description=_l("What the child said and how it seemed; facts, no judgement."),
    )
    next_step = TextArea(_l("Next step"), [Optional()], most=1000)
    hand_to = RadioField(
        _l("Hand it on"),
        choices=choices([(NOBODY, _l("Not needed")), *RECEIVERS.items()]),
        default=NOBODY,
        validators=[Optional()],
    )
    hand_words = TextArea(
        _l("What they should know"),
        [Optional()],
        most=1000,
        description=_l("Only they read this. Left empty, they read what you noticed."),
    )
    place = TextLine(_l("Place"), [Optional()], most=100)
    measures = TextArea(_l("What you did about it"), [Optional()], most=1000)


class PairForm(Form):
    """Who is named for a child."""

    teacher = SelectField(_l("Adult"), coerce=int, validators=[InputRequired(_l("Choose an adult"))])
    said = TextArea(
        _l("What the child says to it"), [Optional()], most=500, description=_l("Ask the child before; write its own words.")
    )

    def __init__(self, offered: list[tuple[int, Any]], **options: Any) -> None:
        super().__init__(**options)
        self.teacher.choices = offered


class EndingForm(Form):
    """Why a pair ends."""

    reason = RadioField(
        _l("Why it ends"), choices=choices(REASONS.items()), default=Reason.TEACHER_LEFT.value, validators=[InputRequired()]
    )
    note = TextArea(
        _l("Hand-over note"), [Optional()], most=2000, description=_l("What the next adult should know: what helps, what is open.")
    )


class WishForm(Form):
    """What the child wants, or a conflict."""

    teacher = SelectField(_l("Adult"), coerce=int, validators=[InputRequired(_l("Choose an adult"))])
    kind = RadioField(_l("Word"), choices=choices(WISHES.items()), default=WishKind.WANTED.value, validators=[InputRequired()])

    def __init__(self, offered: list[tuple[int, Any]], **options: Any) -> None:
        super().__init__(**options)
        self.teacher.choices = offered


class ReasonForm(Form):
    """Why something is taken back."""

    reason = TextArea(_l("Reason"), [required(_l("Write the reason in a sentence"))], most=500)


class ProposalForm(Form):
    """Confirms the pairs that were shown."""
