"""Fields of deciding and answering."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.forms import Form, TextArea, required


class ReasonForm(Form):
    """Why a proposal is confirmed or declined; kept with the grade."""

    reason = TextArea(_l("Why"), [required(_l("Write in a few words why."))], most=500)


class AnswerForm(Form):
    """What is being done about an alarm."""

    answer = TextArea(_l("What is being done"), [required(_l("Write in a sentence what is being done."))], most=1000)
