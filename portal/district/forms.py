"""The receiver's forms."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import PasswordField

from portal.core.forms import TextArea, TextLine, required


class SignInForm(FlaskForm):  # type: ignore[misc]  # wtforms ships no types
    """Name and password."""

    name = TextLine(_l("Name"), [required(_l("Write your name"))])
    password = PasswordField(_l("Password"), [required(_l("Write your password"))])


class EnrolForm(FlaskForm):  # type: ignore[misc]
    """A school that may send."""

    code = TextLine(_l("School code"), [required(_l("Write the ten digits of the school code"))], description=_l("Ten digits"))
    name = TextLine(_l("Name of the school"), [required(_l("Write the name of the school"))])
    public_key = TextLine(
        _l("Public key"),
        [required(_l("Copy the key from the school's page"))],
        description=_l("44 characters, from the school's page"),
    )


class CommentForm(FlaskForm):  # type: ignore[misc]
    """Why a return is handed back."""

    comment = TextArea(_l("What has to be corrected"), [required(_l("Write what has to be corrected"))], most=1000)
