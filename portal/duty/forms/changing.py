"""Fields of changes after publishing: a swap, an absence, a call."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, IntegerField, SelectField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from portal.core.forms import Form, TextLine, VersionedForm, choices
from portal.duty.models.swaps import CallAnswer


class SwapForm(Form):
    """With whom, for which duty, and a word to the colleague."""

    taken = SelectField(_l("With whom"), validators=[InputRequired(_l("Choose a colleague"))])
    words = TextLine(_l("A word to the colleague"), [Optional()])

    def __init__(self, offers: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.taken.choices = choices(offers)


class AnswerForm(VersionedForm):
    """Yes or no to a swap, by the version that was read."""

    answer = HiddenField(validators=[InputRequired()])


class CallForm(Form):
    """Whom was called, and what they said."""

    person_id = IntegerField(widget=HiddenInput(), validators=[InputRequired()])
    answer = SelectField(choices=choices((each.value, each.value) for each in CallAnswer), validators=[InputRequired()])
