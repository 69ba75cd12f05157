"""Fields of the enrolment pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms.validators import Optional

from portal.accounts.forms import NewPasswordForm
from portal.core.forms import Form, TextLine, required


class JoinForm(Form):
    """The code on the slip."""

    code = TextLine(_l("Code on the slip"), [required(_l("Write the code that stands on the slip"))], most=40)


class ConfirmForm(Form):
    """That it is this guardian."""

    last_four = TextLine(_l("Last four digits of your telephone number"), [Optional()], most=10)


class OwnLoginForm(NewPasswordForm):
    """The login and password of the guardian."""

    login = TextLine(_l("Mobile number or login"), [required(_l("Write your mobile number or a login of your own"))], most=40)
