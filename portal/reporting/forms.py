"""The guided form of a mandatory report, and the small forms of what follows."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import DateTimeLocalField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from portal.core.forms import Form, TextArea, TextLine, choices, required
from portal.reporting.words import EVIDENCE, FOUND_HOW, KEPT_FROM, SAFE, SHEET, SITUATIONS, SUSPECTS

A_MOMENT = _l("Write day and time")
WHEN = "%Y-%m-%dT%H:%M"


class FileReportForm(Form):
    """Safety first, then the child, the situation, the words, who is suspected (rules §9.8)."""

    safe = RadioField(SHEET["safe"], [InputRequired(_l("Say whether the child is safe now"))], choices=choices(SAFE.items()))
    protected = TextArea(SHEET["protected"], [Optional()], most=1000)
    child = TextLine(SHEET["child"], [required(_l("Write the name of the child"))], most=60)
    child_class = SelectField(SHEET["child_class"], coerce=int, validators=[Optional()], default=0)
    situations = SelectMultipleField(
        SHEET["situations"], [InputRequired(_l("Choose at least one; the last one holds everything else"))],
        choices=choices(SITUATIONS.items()), description=_l("Suspicion is enough. You need not be sure and need not prove it."),
    )  # fmt: skip
    words = TextArea(
        SHEET["words"],
        [required(_l("Write what you saw or heard"))],
        description=_l("In the child's own words. Do not question the child again; the police do that once."),
    )
    found_at = DateTimeLocalField(_l("When you found it"), format=WHEN, validators=[InputRequired(A_MOMENT)])
    how = SelectField(SHEET["how"], choices=choices(FOUND_HOW.items()))
    suspect = RadioField(
        _l("Is a guardian suspected?"),
        [InputRequired(_l("Say whether a guardian may have done it; you may say that nobody knows"))],
        choices=choices(SUSPECTS.items()),
        description=_l(
            "Nobody of the family is told by the portal, whatever you choose. Otherwise the police decide who may hear of it."
        ),
    )
    suspected = TextLine(SHEET["suspected"], [Optional()])
    medical = TextLine(SHEET["medical"], [Optional()], description=_l("Where and when, if the child was seen by one."))
    evidence = SelectMultipleField(SHEET["evidence"], [Optional()], choices=choices(EVIDENCE.items()))
    evidence_words = TextLine(SHEET["evidence_words"], [Optional()])
    told_inside = TextLine(
        SHEET["told_inside"], [Optional()], description=_l("Whom and when. Nobody's leave is needed for this report.")
    )
    kept_from = SelectField(
        _l("Is it about somebody who reads these reports?"), [Optional()], choices=choices(KEPT_FROM.items()), default=""
    )


class StepForm(Form):
    """One step: when, which office, who took it, which receipt."""

    at = DateTimeLocalField(_l("When"), format=WHEN, validators=[InputRequired(A_MOMENT)])
    office = TextLine(_l("Office or person"), [Optional()])
    officer = TextLine(_l("Who received it"), [Optional()])
    receipt = TextLine(_l("Number of the receipt"), [Optional()])
    words = TextArea(_l("What was said"), [Optional()], most=2000)


class PaperForm(Form):
    """A file that belongs to the report."""

    title = TextLine(_l("What it is"), [required(_l("Write what it is"))])
    file = FileField(_l("File"), [InputRequired(_l("Choose a file"))])


class KnowingForm(Form):
    """Somebody who knows of it."""

    who = TextLine(_l("Who"), [required(_l("Write who knows of it"))])
    why = TextLine(_l("Why they had to know"), [required(_l("Write why they had to know"))])


class RequestForm(Form):
    """What the police ask for."""

    words = TextArea(_l("What the police asked for"), [required(_l("Write what they asked for"))], most=1000)


class HandedForm(Form):
    """What was handed over."""

    handed = TextArea(_l("What was handed over, to whom"), [required(_l("Write what was handed over"))], most=1000)


class ChildForm(Form):
    """Whose file it belongs to."""

    child_id = SelectField(_l("Which file is it?"), coerce=int, validators=[InputRequired(_l("Choose a file"))])


class ClearedForm(Form):
    """Who of the family may hear of it."""

    guardian_id = IntegerField(validators=[InputRequired()])
    reason = TextLine(_l("Who agreed, and when"), [required(_l("Write who of the police agreed, and when"))])
