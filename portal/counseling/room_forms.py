"""Forms of the room: hours of the day, opening, appointments."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.core.forms import Form, TextLine, choices, required
from portal.counseling.codes import BookingKind
from portal.counseling.words import BOOKINGS

NOBODY = 0
A_DAY = _l("Write the day as year, month and day")
CHOOSE = InputRequired(_l("Choose one"))


class PeriodForm(Form):
    """A part of the school day."""

    name = TextLine(_l("What this part of the day is called"), [required(_l("Write a name, as in Lunch break"))], most=20)
    begins = TimeField(_l("Begins at"), validators=[InputRequired(_l("Write the time as hour and minute"))])
    minutes = IntegerField(_l("Minutes"), [InputRequired(_l("Write a number")), NumberRange(5, 180)], default=40)


class BookingForm(Form):
    """An appointment."""

    day = DateField(_l("Day"), validators=[InputRequired(A_DAY)])
    period = SelectField(_l("Part of the day"), coerce=int, validators=[CHOOSE])
    child = SelectField(_l("With whom"), coerce=int, default=NOBODY)
    kind = RadioField(_l("What for"), choices=choices(BOOKINGS.items()), default=BookingKind.FIRST.value)
    words = TextLine(
        _l("A word for yourself"),
        [Optional()],
        most=60,
        description=_l("As in: psychology lesson, call with the mother. Only you read it."),
    )

    def __init__(self, periods: list[tuple[int, str]], children: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.period.choices = periods
        self.child.choices = [(NOBODY, _l("no child")), *children]
