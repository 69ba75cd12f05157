"""Forms of referrals, cases, levels and plans."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.core.forms import Form, TextArea, VersionedForm, choices, required
from portal.counseling.codes import Origin, State, Urgency, Wanted
from portal.counseling.words import ORIGINS, OUTCOMES, REPLIES, STATES, URGENCIES, WANTED, level_words, levels_in_use

A_DAY = _l("Write the day as year, month and day")
CHOOSE = InputRequired(_l("Choose one"))


class ReferralForm(Form):
    """What was seen; nothing is asked that whoever saw it must guess."""

    client_id = HiddenField(validators=[required(), Length(8, 64), Regexp(r"^[\w-]+$")])
    wanted = RadioField(_l("What would help"), choices=choices(WANTED.items()), default=Wanted.TALK.value)
    seen = TextArea(
        _l("What you saw or heard, and since when"),
        [required(_l("Write what you saw in a sentence"))],
        most=2000,
        description=_l("Facts, as in: sleeps in class this week, does not eat lunch. No guess at the reason."),
    )
    urgency = RadioField(
        _l("How soon"),
        choices=choices(URGENCIES.items()),
        default=Urgency.WEEK.value,
        description=_l("If the child is in danger now, stay with it and telephone the counselor and the safeguarding lead."),
    )


class CounselorsReferralForm(ReferralForm):
    """The counselor writes down who else asked: a slip in the box, a call from home."""

    origin = RadioField(
        _l("Who asked"),
        choices=choices((each, ORIGINS[each]) for each in (Origin.PUPIL, Origin.FAMILY, Origin.TEACHER, Origin.COUNSELOR)),
        default=Origin.PUPIL.value,
    )


class AnswerForm(Form):
    """What is told back."""

    reply = RadioField(_l("What happens now"), choices=choices(REPLIES.items()), validators=[CHOOSE])
    words = TextArea(
        _l("A sentence for who asked"),
        [Optional()],
        most=500,
        description=_l("What to do, not what the child said."),
    )


class OpenForm(Form):
    """Why a case is opened."""

    reason = TextArea(_l("Why the case is opened"), [required(_l("Write the reason in a sentence"))], most=2000)
    origin = RadioField(_l("How it began"), choices=choices(ORIGINS.items()), default=Origin.COUNSELOR.value)


class MoveForm(VersionedForm):
    """Where the case goes."""

    state = RadioField(_l("Where the case goes"), validators=[CHOOSE])
    words = TextArea(_l("Why"), [required(_l("Write the reason in a sentence"))], most=2000)

    def __init__(self, ways: list[State], **options: Any) -> None:
        super().__init__(**options)
        self.state.choices = choices((state, STATES[state]) for state in ways)


class ReviewForm(VersionedForm):
    """What looking again has shown."""

    words = TextArea(_l("How the child is now, and what stays or changes"), [required(_l("Write it in a sentence"))], most=2000)


class LevelForm(VersionedForm):
    """A level with its written assessment."""

    level = RadioField(_l("How closely to watch"), validators=[CHOOSE])
    reason = TextArea(
        _l("Assessment"),
        [required(_l("Write what you base it on"))],
        most=2000,
        description=_l("What speaks for it, what protects the child, who looks after what. A second person reads this."),
    )

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.level.choices = choices((level, level_words(level)) for level in levels_in_use())


class DecideForm(Form):
    """The second person's word."""

    confirmed = RadioField(
        _l("Your word"), choices=choices([("yes", _l("I confirm it")), ("no", _l("I do not confirm it"))]), validators=[CHOOSE]
    )
    words = TextArea(_l("Your reason"), [Optional()], most=1000)


class GoalForm(Form):
    """One goal."""

    words = TextArea(_l("What shall be different"), [required(_l("Write the goal in a sentence"))], most=1000)
    means = TextArea(_l("How we go about it"), [Optional()], most=1000)
    due = DateField(_l("Look back on"), validators=[InputRequired(A_DAY)])


class OutcomeForm(Form):
    """Looking back on a goal."""

    outcome = RadioField(_l("What came of it"), choices=choices(OUTCOMES.items()), validators=[CHOOSE])
    words = TextArea(_l("What helped, what did not"), [Optional()], most=1000)


class HandOverForm(VersionedForm):
    """To whom a case goes."""

    to = SelectField(_l("To which colleague"), coerce=int, validators=[CHOOSE])
    words = TextArea(
        _l("What the colleague should know"),
        [required(_l("Write it in a sentence"))],
        most=2000,
        description=_l("Your signed notes stay sealed; write here what is needed to go on."),
    )

    def __init__(self, colleagues: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.to.choices = colleagues
