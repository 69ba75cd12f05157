"""Forms of the returns."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from portal.core.forms import Form, TextArea, TextLine, required

MOST = 100_000
WHOLE = _l("Write a whole number, 0 for none")


class MonthForm(Form):
    """The month a return is made for."""

    month = TextLine(_l("Month"), [required(_l("Write the month as in 2026-11"))])


class ReceiptForm(Form):
    """The district's receipt as a file."""

    file = FileField(_l("Receipt"), [FileRequired(_l("Choose the file the district sent back"))])


class TemplateForm(Form):
    """The authority's own workbook."""

    file = FileField(_l("Form of the authority"), [FileRequired(_l("Choose the workbook of the authority"))])


class ActForm(Form):
    """A step that needs nothing but the button."""


class FigureForm(Form):
    """A figure written in by hand."""

    count = IntegerField(_l("Number"), [InputRequired(WHOLE), NumberRange(0, MOST, WHOLE)])
    source = TextLine(
        _l("Where the figure comes from"),
        [required(_l("Write who or which list the figure comes from"))],
        description=_l("Such as the ledger of the teaching office"),
    )


class ExplanationForm(Form):
    """A sentence that goes up with the return."""

    text = TextArea(
        _l("Explanation"),
        [required(_l("Write one or two sentences"))],
        most=400,
        description=_l("It goes up with the return: name nobody, and leave out small numbers."),
    )


class SendBackForm(Form):
    """Why a return goes back."""

    reason = TextArea(_l("What is to be put right"), [required(_l("Write what is to be put right"))], most=400)


class SignatureForm(Form):
    """The second factor once more."""

    code = TextLine(_l("Six digits of your telephone"), [required(_l("Write the six digits your telephone shows"))], most=12)
