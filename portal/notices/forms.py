"""Forms of notices."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import Optional

from portal.core.forms import Form, TextArea, TextLine, choices, required
from portal.notices.models import Asks
from portal.notices.words import ASKS


class NoticeForm(Form):
    """A notice to families."""

    to = SelectMultipleField(_l("To whom"))
    families = SelectMultipleField(_l("Single families"))
    title = TextLine(_l("Subject of the notice"), [required(_l("Write what it is about"))], most=80)
    body = TextArea(_l("What you want to tell"), [required(_l("Write what you want to tell"))], most=3000)
    asks = RadioField(_l("Does it need an answer"), choices=choices(ASKS.items()), default=Asks.NOTHING.value)
    choices = TextArea(_l("Answers to choose from"), [Optional()], most=600, description=_l("One a line, two to seven."))
    answer_by = DateField(_l("Answer by"), validators=[Optional()])
    full_rights_only = BooleanField(
        _l("Only for those who may see the whole file"),
        description=_l("Whoever may only keep in touch does not see it then."),
    )

    def __init__(self, to: list[tuple[str, Any]], families: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(**options)
        self.to.choices, self.families.choices = choices(to), choices(families)


class ReplyForm(Form):
    """A family's answer; `recipient` says about which child."""

    recipient = HiddenField()
    choice = RadioField(_l("Your answer"), validators=[Optional()], validate_choice=False)
    words = TextArea(_l("Your answer"), [Optional()], most=1000)


class WithdrawalForm(Form):
    """Why a notice is taken back."""

    reason = TextArea(
        _l("Why you withdraw it"), [required(_l("Write why; families read it"))], most=300, description=_l("Families read this.")
    )
