"""What the pages of the import ask: a file, what headings mean, and whether the file speaks of the whole school."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import RadioField

from portal.core.forms import Form, choices


class UploadForm(Form):
    """A file of the registry."""

    file = FileField(
        _l("The registry's export"),
        [FileRequired(_l("Choose the file you exported from the registry."))],
        description=_l("Excel (.xlsx, .xls) or text (.csv), as the registry gives it. Nothing changes before you have seen it."),
    )


class ConfirmForm(Form):
    """The last word before the files change."""

    extent = RadioField(
        _l("Children who are not in this file"),
        choices=choices(
            [
                ("school", _l("They have left: the file holds the whole school")),
                ("part", _l("They stay: the file holds a part of the school")),
            ]
        ),
        default="school",
    )
