"""Fields of agreements, checks of carers, calls, living, assessments and notices."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.core.errors import Words
from portal.core.forms import Form, TextArea, TextLine, VersionedForm, choices, required
from portal.guardianship.models import EndingKind, Health, Word
from portal.guardianship.schemes import SCHEMES
from portal.guardianship.words import ANSWERS, ENDINGS, EXCLUSION_WORDS, HEALTH, LIVINGS

A_DAY = _l("Write the day as year, month and day")
CHOOSE = _l("Choose one")


def _day(label: Words, *, may_be_empty: bool = True, **options: Any) -> DateField:
    return DateField(label, validators=[Optional() if may_be_empty else InputRequired(A_DAY)], **options)


def _line(label: Words, hint: Words = "", most: int = 200) -> TextLine:
    return TextLine(label, [Optional()], most=most, description=hint)


def _answer(exclusion: str) -> RadioField:
    return RadioField(EXCLUSION_WORDS[exclusion], choices=choices(ANSWERS.items()), default="unasked")


class AgreementForm(VersionedForm):
    """Everything an agreement of entrusted care holds; it may be filled in over weeks."""

    carer = SelectField(_l("Who cares for the child"), choices=[], validators=[InputRequired(CHOOSE)])
    reason = TextLine(_l("Why the guardians are away"), [required(_l("Write why the guardians are away"))], most=200)
    away_from = _day(_l("Away from"))
    away_until = _day(_l("Away until, if known"))
    workplace = _line(_l("Where the guardians work"))
    carer_address = _line(_l("Where the carer lives"))
    carer_living = _line(_l("What the carer works and lives on"))
    violence = _answer("violence")
    addiction = _answer("addiction")
    refusal = _answer("refusal")
    unfit = _answer("unfit")
    opinion_on = _day(_l("The child was heard on"))
    opinion_heard_by = _line(_l("Heard by"))
    opinion = TextArea(_l("What the child says"), [Optional()], most=1000)
    too_young = BooleanField(_l("The child is too young to say"))
    scope = TextArea(
        _l("What is entrusted"),
        [Optional()],
        most=1000,
        description=_l("Daily life, school, health, safety, pocket money, consent to treatment."),
    )
    weekly_contact = _line(
        _l("How the guardians keep weekly contact"),
        _l("With the child and with the carer, such as a video call on Sunday evening."),
    )
    emergency_contact = _line(_l("Whom to call in an emergency"))
    school_notified_on = _day(_l("Written notice reached the school on"))
    school_received_by = _line(_l("Received by"))
    village_notified_on = _day(_l("Written notice reached the village or neighbourhood on"))
    village_received_by = _line(_l("Received there by"))
    signed_on = _day(_l("Signed on"))
    witness = _line(_l("Witness"))
    begins_on = _day(_l("Begins on"), may_be_empty=False)
    review_on = _day(_l("To be looked at again on"), may_be_empty=False)
    ends_on = _day(_l("Ends on"))


class ScanForm(Form):
    """The signed paper as scan or photo."""

    file = FileField(_l("Scan or photo"), [FileRequired(_l("Choose a file"))], description=_l("PDF, JPEG or PNG."))


class EndingForm(Form):
    """Why an agreement ends before its day."""

    kind = RadioField(_l("Why it ends"), choices=choices(ENDINGS.items()), default=EndingKind.TERMINATED)
    on = _day(_l("Ended on"), may_be_empty=False)
    reason = TextArea(_l("Reason"), [required(_l("Write what happened"))], most=1000)


class CarerCheckForm(Form):
    """What is known of a carer now."""

    birth_year = IntegerField(_l("Year of birth"), [Optional()])
    health = RadioField(_l("Health"), choices=choices(HEALTH.items()), default=Health.UNKNOWN)
    able = RadioField(
        _l("Is the carer able to care at present?"),
        choices=choices([("yes", _l("Yes")), ("no", _l("No")), ("unasked", _l("Not asked yet"))]),
        default="unasked",
    )
    children = IntegerField(
        _l("Children the carer looks after"), [Optional(), NumberRange(1, 30, _l("Write a number from 1 to 30"))]
    )
    note = _line(_l("Note"))


class CallForm(Form):
    """Whether somebody was reached."""

    person = SelectField(_l("Who was called"), choices=[], validators=[InputRequired(CHOOSE)])
    reached = RadioField(
        _l("Was somebody reached?"), choices=choices([("yes", _l("Yes")), ("no", _l("No"))]), validators=[InputRequired(CHOOSE)]
    )


class LivingForm(Form):
    """With whom the child lives."""

    living = RadioField(_l("The child lives"), choices=choices(LIVINGS.items()), validators=[InputRequired(CHOOSE)])
    note = _line(_l("Note"))


class AssessmentForm(Form):
    """The result of an assessment made elsewhere."""

    scheme = RadioField(
        _l("Under which scheme"),
        choices=choices((key, one.name) for key, one in SCHEMES.items()),
        validators=[InputRequired(CHOOSE)],
    )
    grade = TextLine(_l("Result, word by word"), [required(_l("Copy the result from the paper"))], most=60)
    body = TextLine(_l("Who assessed"), [required(_l("Write which body assessed"))], most=120)
    on = _day(_l("Assessed on"), may_be_empty=False)


class NoticeForm(Form):
    """A written request to a guardian."""

    person = SelectField(_l("To whom"), choices=[], validators=[InputRequired(CHOOSE)])
    text = TextArea(_l("What is asked"), [required(_l("Write what is asked"))], most=1000)
    sent_on = _day(_l("Sent on"), may_be_empty=False)


class AnswerForm(VersionedForm):
    """How a notice was received and answered."""

    received_on = _day(_l("Received on"))
    answered_on = _day(_l("Answered on"))
    answer = TextArea(_l("Answer"), [Optional()], most=1000)


class WordForm(Form):
    """What the family says to the agreement it has read; `edition` is the mark of the text it read."""

    edition = HiddenField()
    word = RadioField(
        _l("Is this what you agreed with each other?"),
        choices=choices([(Word.CONFIRMED, _l("Yes, this is right")), (Word.OBJECTED, _l("No, something is not right"))]),
        validators=[InputRequired(_l("Choose one of the two"))],
    )
    what = TextArea(_l("What is not right?"), [Optional()], most=500, description=_l("Only when something is not right"))
