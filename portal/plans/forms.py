"""Fields of a plan, of a thing done, and of an ending."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField
from wtforms.validators import InputRequired, Optional

from portal.core.forms import Form, TextArea, TextLine, VersionedForm, required

A_DAY = _l("Write the day as year, month and day")
MOST = 6  # lines of a plan; more are seldom kept


class PlanForm(VersionedForm):
    """The goal, the day it is looked at again, and up to six measures; `version` is the edition it was opened over."""

    goal = TextArea(_l("What shall be better for the child"), [required(_l("Write what shall be better"))], most=600)
    review_on = DateField(_l("Looked at again on"), validators=[InputRequired(A_DAY)])


def _measure(number: int) -> dict[str, Any]:
    optional = [Optional()]
    return {
        f"what_{number}": TextLine(_l("What is done"), optional, most=120),
        f"who_{number}": TextLine(_l("Who does it"), optional, most=60),
        f"often_{number}": TextLine(_l("How often"), optional, most=60),
        f"next_{number}": DateField(_l("Next on"), validators=[Optional()]),
    }


for _number in range(MOST):
    for _name, _field in _measure(_number).items():
        setattr(PlanForm, _name, _field)


class DoneForm(Form):
    """A measure was carried out."""

    day = DateField(_l("Done on"), validators=[InputRequired(A_DAY)])
    words = TextArea(_l("What came of it"), [Optional()], most=600)
    next_on = DateField(_l("Next on"), validators=[Optional()])


class PlanEndingForm(Form):
    """Why there is no plan any more."""

    reason = TextArea(_l("Why the plan ends"), [required(_l("Write why it ends"))], most=600)
