"""Fields of the sign-in pages."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField
from wtforms.validators import EqualTo, Length

from portal.core.forms import Form, TextLine, required

MOST = Length(max=200)


class SignInForm(Form):
    """Name and password."""

    login = TextLine(_l("Staff number, login or mobile number"), [required(_l("Write your staff number, login or mobile number"))])
    password = PasswordField(_l("Password"), [required(_l("Write your password")), MOST])


class CodeForm(Form):
    """The six digits a telephone shows."""

    code = TextLine(_l("Six digits"), [required(_l("Write the six digits your telephone shows"))], most=20)


class RecoveryForm(Form):
    """One of the ten recovery codes."""

    code = TextLine(_l("Recovery code"), [required(_l("Write one of your recovery codes"))], most=20)


class NewPasswordForm(Form):
    """A password, twice."""

    password = PasswordField(_l("New password"), [required(_l("Write a new password")), MOST])
    again = PasswordField(_l("The same again"), [EqualTo("password", _l("The two passwords are not the same"))])


class ChangePasswordForm(NewPasswordForm):
    """The password of before, then the new one twice."""

    current = PasswordField(_l("Present password"), [required(_l("Write your present password")), MOST])
