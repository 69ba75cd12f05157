"""Fields of an emergency opening."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired

from portal.access.permissions import Tier
from portal.access.words import TIER_WORDS
from portal.core.forms import Form, TextArea, choices, required

CLOSED = choices((tier.value, words) for tier, words in TIER_WORDS.items() if tier is not Tier.DIRECTORY)


class EmergencyForm(Form):
    """What is opened, why, for how long."""

    tier = SelectField(_l("What must be opened"), choices=CLOSED, default=Tier.CLINICAL.value)
    reason = TextArea(_l("Why it cannot wait"), [required(_l("Write why it cannot wait"))], most=1000)
    hours = IntegerField(_l("For how many hours"), [InputRequired(_l("Write a number of hours"))], default=4)
