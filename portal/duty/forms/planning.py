"""Fields of the roster's planning: making a draft, one line of it, weekends, posts, people."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional

from portal.core.forms import Form, TextLine, VersionedForm, choices, required
from portal.duty.models.fairness import TimeKind
from portal.duty.models.roster import WeekendKind
from portal.duty.words import POSTS, TIMES, WEEKENDS

GAPS, ALL = "gaps", "all"
NOBODY = 0


class DraftForm(Form):
    """What a new draft may change."""

    scope = RadioField(
        _l("What may change"),
        choices=choices(
            [(GAPS, _l("Only open posts are filled, everything published stays")), (ALL, _l("Everything ahead is made anew"))]
        ),
        default=GAPS,
        validators=[InputRequired()],
    )


class LineForm(Form):
    """Who is to hold one post of the draft."""

    person = SelectField(_l("Who"), coerce=int, default=NOBODY)
    locked = BooleanField(_l("Keep this when the draft is made anew"), default=True)

    def __init__(self, people: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(**options)
        self.person.choices = [SelectChoice(value, words) for value, words in [(NOBODY, _l("Nobody, it stays open")), *people]]


class PublishForm(VersionedForm):
    """Publishing, by the version that was looked at; over warnings with a reason."""

    because = TextLine(_l("Why it is published as it is"), description=_l("One line; it stays with this roster."))


class WeekendForm(VersionedForm):
    """What the school settles for a boarding weekend."""

    kind = RadioField(_l("What kind of weekend"), choices=choices(WEEKENDS.items()), default=WeekendKind.WEEKEND.value)
    expected = IntegerField(
        _l("Boarders expected to stay"), [Optional(), NumberRange(0, 5000)], description=_l("Left empty, the usual share is taken.")
    )


class PostForm(VersionedForm):
    """How many people a kind of post needs."""

    least = IntegerField(_l("People at least"), [InputRequired(_l("Write a number")), NumberRange(0, 20)])
    per_boarders = IntegerField(
        _l("One person for so many boarders"),
        [Optional(), NumberRange(1, 1000)],
        description=_l("Left empty, the number does not grow."),
    )
    weight = IntegerField(_l("Counts in per cent of a usual duty"), [InputRequired(_l("Write a number")), NumberRange(0, 500)])


class StandingForm(VersionedForm):
    """What somebody can take, and how often."""

    posts = SelectMultipleField(_l("Posts"), choices=choices(POSTS.items()), validators=[Optional()])
    most_shifts = IntegerField(
        _l("Duties in a term, at most"), [Optional(), NumberRange(0, 60)], description=_l("Left empty, the school's limit holds.")
    )


class TimeForm(Form):
    """Days on which somebody cannot, or would rather."""

    kind = RadioField(_l("On these days I"), choices=choices(TIMES.items()), default=TimeKind.AWAY.value)
    from_day = DateField(_l("From"), validators=[InputRequired(_l("Write the day as year, month and day"))])
    until_day = DateField(_l("Until"), validators=[InputRequired(_l("Write the day as year, month and day"))])


class LoadForm(Form):
    """An entry in the fairness ledger that no duty explains."""

    weight = IntegerField(
        _l("Per cent of a usual duty"),
        [InputRequired(_l("Write a number")), NumberRange(-3000, 3000)],
        description=_l("200 are two duties more, -100 is one less."),
    )
    reason = TextLine(_l("Reason"), [required(_l("Write the reason in a sentence"))])
