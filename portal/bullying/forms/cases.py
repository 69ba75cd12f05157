"""Forms over a case: opening it, carrying it on, its steps and sides."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, DateTimeLocalField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.bullying.case_words import ACCEPTED, ANSWERS, GRANTED, MANNERS, NEAR, OFTEN, ROLES
from portal.bullying.models.letters import Manner
from portal.bullying.models.steps import StepKind
from portal.bullying.report_words import KINDS
from portal.bullying.rules.steps import STEPS, Field, Whose
from portal.core.forms import Form, TextArea, TextLine, VersionedForm, choices, required

A_DAY = _l("Write the day as year, month and day")
WHEN = "%Y-%m-%dT%H:%M"
NOBODY = 0
ONE_A_LINE = _l("One name a line; write the class after it when two children have the same name.")
SPOKEN = [(key, words) for key, words in MANNERS.items() if key is not Manner.PORTAL]


class OpenForm(Form):
    """A new case."""

    kind = SelectField(_l("Kind of act"), choices=choices(KINDS.items()))
    happened_on = DateField(_l("Day it happened"), validators=[InputRequired(A_DAY)])
    often = SelectField(_l("How often it happened"), choices=choices(OFTEN.items()), validators=[Optional()], default="")
    place = TextLine(_l("Where"), [required(_l("Write where it happened, also outside school or on the network"))])
    words = TextArea(_l("What is reported"), [required(_l("Write what is reported, not what it is called"))])
    targets = TextArea(_l("Pupils said to have been harmed"), [Optional()], most=400, description=ONE_A_LINE)
    aggressors = TextArea(_l("Pupils said to have done it"), [Optional()], most=400, description=ONE_A_LINE)
    others = TextArea(_l("Pupils who saw it"), [Optional()], most=400, description=ONE_A_LINE)


class MoveForm(VersionedForm):
    """The next act of the procedure."""

    act = HiddenField(validators=[required()])
    reason = TextArea(_l("Reason"), [Optional()], most=2000, description=_l("It is kept in the file for ever."))


class SideForm(Form):
    """One child more."""

    child = TextLine(_l("Name of the child"), [Optional()], description=_l("Or, for a pupil of another school, the line below."))
    outside = TextLine(
        _l("Pupil of another school"), [Optional()], description=_l("School and class; the name only where it must be.")
    )
    role = RadioField(_l("In what was reported"), choices=choices(ROLES.items()), validators=[InputRequired(_l("Choose one"))])


class ReasonForm(Form):
    """Why something is taken back or ends."""

    reason = TextArea(_l("Reason"), [required(_l("Write the reason in a sentence"))], most=1000)


class LockOutForm(Form):
    """Who is kept out, and why."""

    person_id = SelectField(_l("Member of staff"), coerce=int, validators=[Optional()], default=NOBODY)
    guardian_id = SelectField(
        _l("Or a guardian who is suspected"),
        coerce=int,
        validators=[Optional()],
        default=NOBODY,
        description=_l("Gets no letter, no message and no page of the case."),
    )
    why = SelectField(_l("Why"), choices=choices(NEAR.items()))
    words = TextArea(_l("More"), [Optional()], most=500)

    def __init__(self, staff: list[tuple[int, str]], guardians: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.person_id.choices = [(NOBODY, _l("Nobody")), *staff]
        self.guardian_id.choices = [(NOBODY, _l("Nobody")), *guardians]


class StepForm(Form):
    """One step; fields its kind does not ask for are taken out."""

    party_id = SelectField(_l("Whose side"), coerce=int, validators=[Optional()], default=NOBODY)
    happened_at = DateTimeLocalField(_l("When"), format=WHEN, validators=[Optional()])
    manner = SelectField(_l("How"), choices=choices(SPOKEN), validators=[Optional()])
    receiver = TextLine(_l("Who: person or office"), [Optional()])
    proof = TextLine(_l("What proves it"), [Optional()], description=_l("A signed copy, a receipt, the time of the call."))
    receipt = TextLine(_l("Number of the receipt"), [Optional()])
    accepted = RadioField(_l("Answer to the offer"), choices=choices(ACCEPTED.items()), validators=[Optional()], default="yes")
    granted = RadioField(_l("What was decided"), choices=choices(GRANTED.items()), validators=[Optional()])
    answer = RadioField(_l("How it was decided"), choices=choices(ANSWERS.items()), validators=[Optional()])
    words = TextArea(_l("In words"), [Optional()], most=8000)

    def __init__(self, kind: StepKind, sides: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        rule = STEPS[kind]
        self.party_id.choices = [(NOBODY, _l("Nobody's in particular")), *sides] if rule.whose is Whose.MAYBE else sides
        unwanted = [field.value for field in Field if field not in rule.fields and field is not Field.WHEN]
        unwanted += ["party_id"] if rule.whose is Whose.NOBODY else []
        unwanted += ["happened_at"] if Field.WHEN not in rule.fields else []
        for name in unwanted:
            del self[name]
        if rule.words_needed:
            self.words.validators = [required(_l("Write it in a sentence"))]
            self.words.flags.optional = False
