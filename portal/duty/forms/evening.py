"""Forms of an evening on duty: the log, the hand-over, what to do for a child, a search, the programme."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, HiddenField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Length, NumberRange, Optional, Regexp

from portal.core.errors import Words
from portal.core.forms import Form, TextArea, TextLine, choices, required
from portal.duty.evening.words import ACTIVITIES, CARE, NOTES, STANDINGS, STEPS
from portal.duty.models.shifts import NoteKind, Standing
from portal.duty.models.tonight import ActivityKind, CareKind, SearchStep

CLIENT = [required(), Length(4, 64), Regexp(r"^[\w-]+$")]
WHEN = _l("Write day and hour")
SELF = 0
CALLED = (Standing.PRESENT, Standing.LEAVE, Standing.MISSING)


class TapForm(Form):
    """One tap on the list, as the browser's queue sends it; `ago` in thousandths of a second."""

    client_id = HiddenField(validators=CLIENT)
    child = IntegerField(validators=[InputRequired()])
    state = RadioField(choices=choices((state.value, STANDINGS[state]) for state in Standing), validators=[InputRequired()])
    ago = IntegerField(validators=[Optional()])


class NoteForm(Form):
    """Something for the log; hour and author only where it stood on paper first."""

    client_id = HiddenField(validators=CLIENT)
    kind = RadioField(_l("Kind of entry"), choices=choices(NOTES.items()), default=NoteKind.EVENT.value)
    words = TextArea(_l("What happened and what was done"), [Optional()], most=1000)
    at = DateTimeLocalField(_l("When, if it stood on paper"), validators=[Optional()], format="%Y-%m-%dT%H:%M")
    seen_by = SelectField(_l("Who saw it"), coerce=int, validators=[Optional()], default=SELF)

    def __init__(self, people: Iterable[tuple[int, Words]], **options: object) -> None:
        super().__init__(**options)
        self.seen_by.choices = [(SELF, _l("I did")), *people]


class PaperForm(Form):
    """A list typed in from paper: when the names were called, and who called them."""

    at = DateTimeLocalField(_l("When the names were called"), validators=[InputRequired(WHEN)], format="%Y-%m-%dT%H:%M")
    seen_by = SelectField(_l("Who called them"), coerce=int, default=SELF)

    def __init__(self, people: Iterable[tuple[int, Words]], **options: object) -> None:
        super().__init__(**options)
        self.seen_by.choices = [(SELF, _l("I did")), *people]


class HandOverForm(Form):
    """What is unfinished, and who takes over."""

    words = TextArea(
        _l("What the next one must know"),
        [required(_l("Write what is unfinished, or that nothing is"))],
        most=2000,
        description=_l("What to do, not why. What is sensitive stays in the child's file."),
    )
    to = SelectField(_l("Who takes over"), coerce=int, validators=[InputRequired()])

    def __init__(self, people: Iterable[tuple[int, Words]], **options: object) -> None:
        super().__init__(**options)
        self.to.choices = list(people)


class CareForm(Form):
    """What to do for a child on these evenings; there is no field for the reason."""

    kind = RadioField(_l("Kind of request"), choices=choices(CARE.items()), default=CareKind.WATCH.value)
    words = TextLine(
        _l("What to do"),
        [required(_l("Write what to do"))],
        most=200,
        description=_l("As in: look in once more. Not why; that stays in the file."),
    )
    hour = TextLine(_l("At what hour"), [Optional()], most=5)
    doctor = TextLine(_l("Which doctor said so"), [Optional()], most=40)
    from_day = DateField(_l("First evening"), validators=[InputRequired()])
    until_day = DateField(_l("Last evening"), validators=[InputRequired()])


class StepForm(Form):
    """Something done in a search."""

    kind = RadioField(
        _l("Which step"), choices=choices(STEPS.items()), validators=[InputRequired()], default=SearchStep.SEARCH.value
    )
    reached = RadioField(
        _l("What came of it"),
        choices=choices([("yes", _l("done, or somebody answered")), ("no", _l("nobody answered"))]),
        default="yes",
    )
    words = TextLine(_l("In a few words"), [Optional()], most=200)


class FoundForm(Form):
    """Where the child was."""

    ending = TextLine(_l("Where and how the child was found"), [required(_l("Write where the child was"))], most=200)


class ActivityForm(Form):
    """Something for those who stay."""

    kind = RadioField(_l("Kind of activity"), choices=choices(ACTIVITIES.items()), default=ActivityKind.SPORT.value)
    title = TextLine(_l("What will be done"), [required(_l("Write what will be done"))], most=60)
    place = TextLine(_l("Where"), [required(_l("Write where it is"))], most=60)
    starts_at = DateTimeLocalField(_l("When"), validators=[InputRequired(WHEN)], format="%Y-%m-%dT%H:%M")
    minutes = IntegerField(_l("How long, in minutes"), [InputRequired(), NumberRange(10, 480)], default=60)
    led_by = SelectField(_l("Who leads it"), coerce=int, default=SELF)

    def __init__(self, people: Iterable[tuple[int, Words]], **options: object) -> None:
        super().__init__(**options)
        self.led_by.choices = [(SELF, _l("I do")), *people]


class AttendanceForm(Form):
    """Who took part."""

    children = SelectMultipleField(_l("Who took part"), coerce=int, validators=[Optional()])

    def __init__(self, people: Iterable[tuple[int, Words]], **options: object) -> None:
        super().__init__(**options)
        self.children.choices = list(people)
