"""Forms of what is done around a case."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.core.forms import Form, TextArea, TextLine, VersionedForm, choices, required
from portal.counseling.care_words import CONSENTS, DANGERS, LETTER, PARTNERS, RETURN, RETURNS, TELLING_WAYS, TOLD

NONE = 0
A_DAY = _l("Write the day as year, month and day")
CHOOSE = InputRequired(_l("Choose one"))


def _long(words: Any, *checks: Any, **options: Any) -> TextArea:
    return TextArea(words, [*(checks or (Optional(),))], most=2000, **options)


class CrisisForm(Form):
    """What the danger is."""

    danger = RadioField(_l("What the danger is"), choices=choices(DANGERS.items()), validators=[CHOOSE])
    words = _long(
        _l("What those who help must know"),
        required(_l("Write it in a sentence")),
        description=_l("The safeguarding lead reads this. As little of what the child said as is needed."),
    )


class StepForm(Form):
    """A step is done, or not needed."""

    needed = RadioField(
        _l("This step"), choices=choices([("yes", _l("is done")), ("no", _l("is not needed"))]), default="yes", validators=[CHOOSE]
    )
    words = _long(_l("By whom, how; or why it is not needed"), required(_l("Write it in a sentence")))


class EndForm(Form):
    """How it ended."""

    words = _long(_l("How it ended, and who looks after the child from here"), required(_l("Write it in a sentence")))


class TellingForm(Form):
    """Who was told what."""

    told = RadioField(_l("Who was told"), choices=choices(TOLD.items()), validators=[CHOOSE])
    name = TextLine(_l("Name"), [required(_l("Write the name"))], most=80)
    way = RadioField(_l("How"), choices=choices(TELLING_WAYS.items()), validators=[CHOOSE])
    words = _long(_l("What was said"), required(_l("Write it in a sentence")))
    broke_because = _long(
        _l("Why secrecy had to be broken"),
        description=_l("Only where something the child told in confidence was passed on: danger to itself or others."),
    )


class WordsForm(Form):
    """One text."""

    words = _long(_l("What came of it"), required(_l("Write it in a sentence")))


class LetterForm(Form):
    """A referral letter."""

    partner = SelectField(_l("Partner from the directory"), coerce=int, default=NONE)
    to = TextLine(LETTER["to"], [Optional()], most=100)
    department = TextLine(LETTER["department"], [Optional()], most=60)
    consent = RadioField(_l("Consent of the guardian"), choices=choices(CONSENTS.items()), validators=[CHOOSE])
    consent_by = TextLine(LETTER["consent_by"], [Optional()], most=100)
    reason = _long(LETTER["reason"], required(_l("Write the reason in a sentence")), description=_l("What was seen; no diagnosis."))
    done = _long(LETTER["done"])
    risk = _long(LETTER["risk"])
    contact = TextLine(LETTER["contact"], [required(_l("Write a name and a telephone number"))], most=100)

    def __init__(self, partners: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.partner.choices = [(NONE, _l("none of them")), *partners]


class ReturnForm(Form):
    """How the child comes back."""

    day = DateField(_l("Day of the talk"), validators=[InputRequired(A_DAY)])
    present = TextLine(RETURN["present"], [required(_l("Write who was there"))], most=200)
    advice = _long(RETURN["advice"], description=_l("Only what the family wants to tell. No medical record is asked for."))
    wishes = _long(RETURN["wishes"])
    lessons = _long(RETURN["lessons"])
    safety = _long(RETURN["safety"])
    adult = TextLine(RETURN["adult"], [Optional()], most=100)
    outcome = RadioField(_l("How the child comes back"), choices=choices(RETURNS.items()), validators=[CHOOSE])
    review_due = DateField(_l("Looked at again on"), validators=[InputRequired(A_DAY)])


class PartnerForm(VersionedForm):
    """A partner of the directory."""

    kind = RadioField(_l("Kind"), choices=choices(PARTNERS.items()), validators=[CHOOSE])
    name = TextLine(_l("Name"), [required(_l("Write the name"))], most=100)
    contact = TextLine(_l("Whom to ask for"), [Optional()], most=60)
    telephone = TextLine(_l("Telephone"), [Optional()], most=40)
    address = TextLine(_l("Address"), [Optional()], most=200)
    offers = TextLine(_l("What they can do"), [Optional()], most=200)
    ended = BooleanField(_l("No longer works with the school"))
