"""Fields of a contact, for staff and for families."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import DateField, HiddenField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.contact.models import Told, Way
from portal.contact.words import TOLD, WAYS, WITH_WHOM
from portal.core.forms import Form, TextArea, TextLine, choices, required

CHOOSE = _l("Choose one")


class TalkForm(Form):
    """What everybody is asked. `client_id` is made where the form is shown."""

    client_id = HiddenField()
    with_whom = RadioField(_l("With whom"), choices=choices(WITH_WHOM.items()), validators=[InputRequired(CHOOSE)], default="child")
    way = RadioField(_l("How"), choices=choices((str(way), words) for way, words in WAYS.items()), default=str(Way.TELEPHONE))
    minutes = IntegerField(_l("Minutes"), validators=[Optional()])


class HomeTalkForm(TalkForm):
    """A family's own word: one of the last seven days."""

    day = SelectField(_l("Day"), choices=[])


class StaffTalkForm(TalkForm):
    """A contact a teacher heard of, or one from the contact room."""

    day = DateField(_l("Day"), validators=[InputRequired(_l("Write the day as year, month and day"))])
    guardian = SelectField(_l("Who was at the other end"), choices=[], validators=[Optional()], description=_l("If it is known."))
    told_by = RadioField(
        _l("How the school knows"), choices=choices((str(told), words) for told, words in TOLD.items()), default=str(Told.TEACHER)
    )
    note = TextLine(_l("Note"), [Optional()], most=200, description=_l("Only what helps next time. Not what was said."))


class WithdrawalForm(Form):
    """Why a contact is taken back."""

    reason = TextArea(_l("Reason"), [required(_l("Write why it is withdrawn"))], most=500)
