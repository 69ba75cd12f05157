"""Forms of courses: sessions and who came, the talk with an absent family, lessons brought home, drafts and their review."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from portal.core.forms import Form, TextArea, TextLine, VersionedForm, choices, required
from portal.courses.models.sessions import SessionForm
from portal.courses.words import FORMS

A_DAY = _l("Write the day as year, month and day")
HOUR = r"^([01]?[0-9]|2[0-3]):[0-5][0-9]$"
CLIENT = (required(), Length(8, 64), Regexp(r"^[\w-]+$"))


class ChangeForm(VersionedForm):
    """What a session is, when and where."""

    title = TextLine(_l("Subject of the session"), [required(_l("Write what the session is about"))], most=60)
    day = DateField(_l("Day"), validators=[InputRequired(A_DAY)])
    begins = TextLine(
        _l("Begins at"), [required(), Regexp(r"^[0-2]?\d:[0-5]\d$", message=_l("Write the hour as in 19:00"))], most=5
    )
    form = RadioField(_l("How it is held"), choices=choices(FORMS.items()), default=SessionForm.BOTH.value)
    place = TextLine(_l("Where"), [required(_l("Write where, or the number of the video room"))], most=80)
    host = TextLine(_l("Speaker"), [Optional()], most=60)
    lesson_slug = SelectField(
        _l("Lesson to make up with"),
        validators=[Optional()],
        description=_l("Families that cannot come learn it on their phone or at home."),
    )


class PlanForm(ChangeForm):
    """A new session, with the classes it is for."""

    client_id = HiddenField(validators=CLIENT)
    class_ids = SelectMultipleField(_l("For which classes"), coerce=int)

    def validate_version(self, field: Any) -> None:
        """Nobody else can have changed what is new."""


class ReasonForm(Form):
    """Why something is taken back."""

    reason = TextArea(_l("Reason"), [required(_l("Write the reason in a sentence"))], most=300)


class ContactForm(Form):
    """The talk with a family that was absent."""

    client_id = HiddenField(validators=CLIENT)
    day = DateField(_l("Day"), validators=[InputRequired(A_DAY)])
    words = TextArea(
        _l("What was agreed"),
        [required(_l("Write in a sentence what was agreed"))],
        most=300,
        description=_l("How the family makes up for it, and whether it needs help to come. No blame."),
    )


class HomeLessonForm(Form):
    """A lesson brought to the home."""

    client_id = HiddenField(validators=CLIENT)
    day = DateField(_l("Day"), validators=[InputRequired(A_DAY)])
    slug = SelectField(_l("Which lesson"), validators=[InputRequired(_l("Choose a lesson"))])
    who = TextLine(
        _l("Who was there"),
        [required(_l("Write who was there"))],
        most=120,
        description=_l("As in: grandmother, and the father by video."),
    )
    note = TextArea(_l("What was agreed"), [Optional()], most=300)
    on_paper = BooleanField(_l("Written on paper first, typed in later"))
    session_id = SelectField(_l("Makes up for"), coerce=int, validators=[Optional()], default=0)


class DraftForm(VersionedForm):
    """The text of a lesson."""

    source = TextArea(_l("The lesson"), [required(_l("Write the lesson"))], most=60_000)

    def validate_version(self, field: Any) -> None:
        """A new draft has no version yet; a kept one is compared when it is saved."""


class ReviewForm(Form):
    """What the reviewer says."""

    answer = TextArea(_l("To the writer"), [Optional()], most=1000)


class FileForm(Form):
    """A file from this device."""

    file = FileField(_l("File"))
