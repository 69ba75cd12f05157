"""Fields of the enrolment pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.validators import AnyOf, Optional

from portal.accounts.forms import NewPasswordForm
from portal.core.forms import Form, TextArea, TextLine, required


class JoinForm(Form):
    """The code on the slip."""

    code = TextLine(_l("Code on the slip"), [required(_l("Write the code that stands on the slip"))], most=40)


class ConfirmForm(Form):
    """That it is this guardian."""

    last_four = TextLine(_l("Last four digits of your telephone number"), [Optional()], most=10)


class OwnLoginForm(NewPasswordForm):
    """The login and password of the guardian."""

    login = TextLine(_l("Mobile number or login"), [required(_l("Write your mobile number or a login of your own"))], most=40)


class ProposalForm(Form):
    """How a fact really is."""

    text = TextArea(_l("How it really is"), [required(_l("Write how it really is"))], most=300)


class WordForm(Form):
    """What a family wants to say."""

    words = TextArea(_l("What you want to tell the school"), [required(_l("Write a few words"))], most=2000)


class AnswerForm(Form):
    """What the school answers."""

    words = TextArea(_l("Answer to the family"), [Optional()], most=1000)


class YesNoForm(AnswerForm):
    """Yes or no, with the reasons of a no."""

    decision = HiddenField(validators=[AnyOf(("yes", "no"))])
