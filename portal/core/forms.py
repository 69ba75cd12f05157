"""The base of every form: trimmed text, error words, the version it was opened with, and a key against double sending."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError
from wtforms.widgets import HiddenInput

from portal.core.db import session
from portal.core.errors import Refused

__all__ = ["Form", "TextArea", "TextLine", "VersionedForm", "choices", "required"]


def _trim(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


class TextLine(StringField):  # type: ignore[misc]  # wtforms ships no types
    """One line of text, trimmed, at most 200 characters unless said otherwise."""

    def __init__(self, label: Any = None, validators: Any = (), *, most: int = 200, **options: Any) -> None:
        super().__init__(label, [*validators, Length(max=most)], filters=[_trim], **options)


class TextArea(TextAreaField):  # type: ignore[misc]
    """Several lines of text, trimmed, at most 4,000 characters unless said otherwise."""

    def __init__(self, label: Any = None, validators: Any = (), *, most: int = 4000, **options: Any) -> None:
        super().__init__(label, [*validators, Length(max=most)], filters=[_trim], **options)


def required(words: Any = None) -> DataRequired:
    """The field must be filled; `words` say what to write ("Write the carer's name")."""
    return DataRequired(words or _l("Fill in this field"))


def choices(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Value and words of each choice of a select or radio field."""
    return [SelectChoice(value, words) for value, words in pairs]


class Form(FlaskForm):  # type: ignore[misc]
    """Every form of the portal; a refusal by a rule can be shown at its field."""

    submission = HiddenField()

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Messages follow the viewer's language; fields render without inline attributes."""

    def accepts(self, act: Callable[[], object]) -> bool:
        """Validate what was sent, then carry out `act`; a rule's refusal undoes it and is shown at its field."""
        if not self.validate_on_submit():
            return False
        try:
            with session().begin_nested():
                act()
        except Refused as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Refused) -> None:
        """Show a rule's refusal at its field, or above the form when it names none."""
        field = self._fields.get(refusal.field or "")
        if field is None:
            self.form_errors.append(refusal.reason)
        else:
            field.errors = [*field.errors, refusal.reason]


class VersionedForm(Form):
    """A form over a record two people may edit at once."""

    version = IntegerField(widget=HiddenInput(), validators=[Optional()])

    def validate_version(self, field: IntegerField) -> None:
        if field.data is None:
            raise ValidationError(_l("This form lost its version. Open the page again; what you wrote is still in the fields."))
