"""Forms of the committee, of measures, evidence and letters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, DateTimeLocalField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.bullying.case_words import CHOICES, CLASSES, EVIDENCE, LETTERS, MANNERS, MEASURES, SEATS, TIERS
from portal.bullying.forms.cases import A_DAY, NOBODY, WHEN
from portal.bullying.models.committee import Choice
from portal.bullying.models.evidence import CustodyAct
from portal.bullying.models.letters import Manner
from portal.bullying.rules.measures import LIMITS
from portal.core.forms import Form, TextArea, TextLine, choices, required

ABSENT = "absent"
HANDED = [(CustodyAct.HANDED.value, _l("Handed to somebody")), (CustodyAct.RETURNED.value, _l("Came back"))]
Sides = list[tuple[int, str]]


class SeatForm(Form):
    """Who sits for this case."""

    seat = SelectField(_l("Seat"), choices=choices(SEATS.items()))
    person_id = SelectField(_l("Somebody of the school"), coerce=int, validators=[Optional()], default=NOBODY)
    name = TextLine(_l("Or the name of somebody from outside"), [Optional()])

    def __init__(self, staff: Sides, **options: Any) -> None:
        super().__init__(**options)
        self.person_id.choices = [(NOBODY, _l("Nobody")), *staff]


class MeetingForm(Form):
    """Minutes and reasons; the votes are fields of their own, one for each member."""

    held_at = DateTimeLocalField(_l("When it met"), format=WHEN, validators=[InputRequired(_l("Write day and time"))])
    minutes = TextArea(_l("Minutes of the meeting"), [required(_l("Write what was said and considered"))], most=20_000)
    guardians = TextArea(_l("Guardians who took part"), [Optional()], most=1000, description=_l("By side, without other names."))
    tier = RadioField(
        _l("Tier, when it is bullying"), choices=choices((str(key), words) for key, words in TIERS.items()), validators=[Optional()]
    )
    reasons = TextArea(
        _l("Reasons of the decision"),
        [required(_l("Write on which evidence it rests"))],
        most=8000,
        description=_l("Advantage in age, body or number; on purpose; harm done (School Protection Rules 21)."),
    )


def meeting_form(members: Mapping[int, str], **options: Any) -> MeetingForm:
    """The form with one vote for each member."""
    votes = [(ABSENT, _l("was not there")), *((choice.value, words) for choice, words in CHOICES.items())]
    fields = {
        f"vote_{key}": RadioField(
            name, choices=choices(votes), validators=[InputRequired(_l("Choose what %(name)s voted", name=name))]
        )
        for key, name in members.items()
    }
    made: MeetingForm = type("MeetingOfMembers", (MeetingForm,), fields)(**options)
    return made


def votes_of(form: MeetingForm, members: Sequence[int]) -> dict[int, Choice]:
    """The votes of those who were there."""
    return {key: Choice(form[f"vote_{key}"].data) for key in members if form[f"vote_{key}"].data != ABSENT}


class MeasureForm(Form):
    """One measure for one side."""

    party_id = SelectField(_l("Whose side"), coerce=int)
    kind = SelectField(_l("Measure"))
    words = TextArea(_l("What exactly"), [required(_l("Write what exactly is done"))], most=2000)
    from_day = DateField(_l("First day"), validators=[InputRequired(A_DAY)])
    until_day = DateField(_l("Last day"), validators=[Optional()])
    repeated = BooleanField(_l("It was repeated after education"))
    in_assessment = BooleanField(_l("It goes into the overall assessment"))

    def __init__(self, sides: Sides, **options: Any) -> None:
        super().__init__(**options)
        self.party_id.choices = sides
        self.kind.choices = {
            str(of): [(kind.value, MEASURES[kind]) for kind, limit in LIMITS.items() if limit.measure_class is key]
            for key, of in CLASSES.items()
        }


class EvidenceForm(Form):
    """What comes in."""

    kind = RadioField(_l("Kind of evidence"), choices=choices(EVIDENCE.items()), validators=[InputRequired(_l("Choose one"))])
    party_id = SelectField(_l("Whose side"), coerce=int, validators=[Optional()], default=NOBODY)
    title = TextLine(_l("What it is called"), [required(_l("Write what the piece is called"))])
    text = TextArea(_l("What was said, in their own words"), [Optional()], most=20_000)
    beside = TextLine(_l("Who was there"), [Optional()], description=_l("A guardian or teacher the child trusts."))
    file = FileField(_l("File or photo"), validators=[Optional()])
    original = TextLine(_l("Where the original lies"), [Optional()])

    def __init__(self, sides: Sides, **options: Any) -> None:
        super().__init__(**options)
        self.party_id.choices = [(NOBODY, _l("Nobody's in particular")), *sides]


class CustodyForm(Form):
    """The original changes hands."""

    act = RadioField(_l("What was done"), choices=choices(HANDED), validators=[InputRequired(_l("Choose one"))])
    words = TextLine(_l("To whom, or from whom"), [required(_l("Write to whom, or from whom"))])


class LetterForm(Form):
    """A letter to one side."""

    party_id = SelectField(_l("Whose side"), coerce=int)
    kind = RadioField(_l("Which letter"), choices=choices(LETTERS.items()), validators=[InputRequired(_l("Choose one"))])
    facts = TextArea(
        _l("What the school established, for this family"),
        [Optional()],
        most=6000,
        description=_l("Names of other children are taken out; write Pupil A, Pupil B."),
    )

    def __init__(self, sides: Sides, **options: Any) -> None:
        super().__init__(**options)
        self.party_id.choices = sides


class ServiceForm(Form):
    """That a letter arrived."""

    manner = RadioField(
        _l("How it arrived"), choices=choices((key, words) for key, words in MANNERS.items() if key is not Manner.PORTAL)
    )
    receiver = TextLine(_l("Who took it"), [Optional()])
    proof = TextLine(_l("What proves it"), [Optional()], description=_l("A signed copy, a postal receipt, a witness."))
    served_at = DateTimeLocalField(_l("When it arrived"), format=WHEN, validators=[InputRequired(_l("Write day and time"))])


class ReplyForm(Form):
    """What a guardian wants to say."""

    words = TextArea(_l("What you want to say"), [required(_l("Write what you want to say"))], most=4000)
