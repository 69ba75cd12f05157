"""Forms in which bullying is told; the words alone are enough, everything else may stay empty."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import MultipleFileField
from wtforms import HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from portal.bullying.models.reports import Channel
from portal.bullying.report_words import CHANNELS, KEPT_FROM, KINDS, OUTCOMES, SAFETY, TEXTS
from portal.core.forms import Form, TextArea, TextLine, choices, required

SAY_SAFETY = _l("Say whether the child is safe now; you may say that you cannot tell")


class ReportForm(Form):
    """What everybody is asked."""

    safety = RadioField(_l("Is the child safe now?"), [InputRequired(SAY_SAFETY)], choices=choices(SAFETY.items()))
    words = TextArea(TEXTS["words"], [required(_l("Write in your own words what happened"))])
    kinds = SelectMultipleField(_l("What kind of thing was it?"), choices=choices(KINDS.items()), validators=[Optional()])
    who_hurt = TextLine(TEXTS["who_hurt"], [Optional()], description=_l("Name and class, as far as you know."))
    who_did = TextLine(TEXTS["who_did"], [Optional()], description=_l("Name and class, as far as you know."))
    seen_by = TextLine(TEXTS["seen_by"], [Optional()])
    place = TextLine(TEXTS["place"], [Optional()], description=_l("A place in school, on the way, or on the network."))
    when = TextLine(TEXTS["when"], [Optional()])
    pictures = MultipleFileField(
        _l("Pictures"),
        [Optional()],
        description=_l("At most three photos or screenshots. Place and device are taken out of them."),
    )
    kept_from = RadioField(
        _l("Is it about somebody who reads these reports?"),
        [Optional()],
        choices=choices(KEPT_FROM.items()),
        default="",
        description=_l("Whoever you name does not get to read it."),
    )


class AnonymousForm(ReportForm):
    """Without a name: the code is made with the page, so that sending twice tells once."""

    code = HiddenField()


class StaffForm(ReportForm):
    """By a member of staff, also for somebody else."""

    channel = SelectField(
        _l("How you know"),
        choices=choices((key, words) for key, words in CHANNELS.items() if key is not Channel.ANONYMOUS),
        default=Channel.STAFF.value,
    )
    done = TextArea(TEXTS["done"], [Optional()], most=1000, description=_l("Whoever sees bullying stops it at once."))


class CodeForm(Form):
    """The code of a report."""

    code = TextLine(_l("Your code"), [required(_l("Write the code you noted"))], most=40, id="answer-code")


class MessageForm(Form):
    """One sentence more."""

    message = TextArea(_l("Your message"), [required(_l("Write your message"))], most=2000)


class TriageForm(Form):
    """What a person decides on a report, and why."""

    outcome = RadioField(
        _l("What you decide"), [InputRequired(_l("Choose what happens with the report"))], choices=choices(OUTCOMES.items())
    )
    reason = TextArea(_l("Why"), [required(_l("Write why; it is kept and can be read later"))], most=2000)
    case = TextLine(_l("Number of the case it belongs to"), [Optional()], most=20)
    message = TextArea(
        _l("What whoever told it may know"),
        [Optional()],
        most=2000,
        description=_l("It is sent as a message. No names, nothing of the other side."),
    )
