"""Fields of emptying and of the assessment."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField
from wtforms.widgets import HiddenInput

from portal.core.forms import Form, TextArea, TextLine, VersionedForm, required
from portal.privacy.words import QUESTIONS

WRITE = required(_l("Write a few words"))


class EmptyingForm(Form):
    """Why the texts are emptied; `expected` is what the preview named."""

    expected = IntegerField(widget=HiddenInput())
    reason = TextArea(_l("Why, and who was asked"), [required(_l("Write why it is emptied now"))], most=300)


class AssessmentForm(VersionedForm):
    """The questions of an assessment."""

    occasion = TextLine(QUESTIONS["occasion"], [WRITE], most=200)
    necessary = TextArea(QUESTIONS["necessary"], [WRITE], most=3000)
    effects = TextArea(QUESTIONS["effects"], [WRITE], most=3000)
    measures = TextArea(QUESTIONS["measures"], [WRITE], most=3000)
    remaining = TextArea(QUESTIONS["remaining"], [WRITE], most=3000)
