"""Forms of a child's file."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.children.aid import CATEGORIES
from portal.children.kinship import RELATIONS
from portal.children.left_behind import Parent, ParentState
from portal.children.left_behind_words import PARENTS, STATES
from portal.children.models import Rights
from portal.children.words import RIGHTS, SEXES
from portal.core.forms import Form, TextArea, TextLine, VersionedForm, choices, required

A_DAY = _l("Write the day as year, month and day")


def _day(label: Any, *, may_be_empty: bool = True, **options: Any) -> DateField:
    return DateField(label, validators=[Optional() if may_be_empty else InputRequired(A_DAY)], **options)


class IdentityForm(VersionedForm):
    """Who the child is."""

    name = TextLine(_l("Name"), [required(_l("Write the child's name"))], most=60)
    former_name = TextLine(_l("Former name"), [Optional()], most=60)
    sex = RadioField(_l("Sex"), choices=choices(SEXES.items()))
    birth_date = _day(_l("Birth date"), may_be_empty=False)
    id_number = TextLine(
        _l("Identity number"), [Optional()], most=24, description=_l("Leave it empty to keep the number that is in the file.")
    )
    number_in_class = TextLine(_l("Number in class"), [Optional()], most=10)
    boarding = BooleanField(_l("Boards at school"))
    home = TextLine(_l("Home"), [Optional()], most=200, description=_l("Where the child lives when not at school."))


class WhereaboutsForm(Form):
    """Where a parent is."""

    parent = RadioField(
        _l("Which parent"),
        choices=choices((str(each), PARENTS[each]) for each in (Parent.FATHER, Parent.MOTHER)),
        validators=[InputRequired(_l("Say which parent"))],
    )
    state = RadioField(
        _l("Where, or why not there"),
        choices=choices((str(each), STATES[each]) for each in ParentState),
        validators=[InputRequired(_l("Choose one"))],
    )
    since = _day(
        _l("Since when"), description=_l("The day this began, not the day you heard of it. Leave it empty when nobody knows.")
    )
    since_at_latest = BooleanField(_l("It began on this day or earlier, nobody knows exactly"))
    where = TextLine(
        _l("Place"),
        [Optional()],
        most=120,
        description=_l("Province and city, and the kind of work if known, such as Guangdong, Dongguan, garment factory."),
    )


class ReunionForm(Form):
    """Whether the family comes together."""

    together = RadioField(
        _l("Are child and parents together at weekends or holidays?"),
        choices=choices([("yes", _l("Yes")), ("no", _l("No"))]),
        validators=[InputRequired(_l("Choose one"))],
    )
    last_on = _day(_l("Last together on"))


class AidForm(Form):
    """A category of aid."""

    category = SelectField(_l("Kind of help"), choices=choices(CATEGORIES.items()))
    from_day = _day(_l("From"), description=_l("Leave it empty for today."))


class HealthForm(Form):
    """A health note."""

    text = TextArea(
        _l("What those near the child must know"),
        [required(_l("Write what must be known"))],
        most=600,
        description=_l(
            "Allergies, medicines, what to do and whom to call. It is also shown to those on duty in the child's house."
        ),
    )


class GuardianForm(VersionedForm):
    """A guardian or carer."""

    name = TextLine(_l("Name"), [required(_l("Write the person's name"))], most=60)
    relation = SelectField(_l("Relation to the child"), choices=choices(RELATIONS.items()))
    is_guardian = BooleanField(_l("Guardian"))
    is_carer = BooleanField(_l("Lives with the child and cares for it"))
    telephone = TextLine(_l("Telephone"), [Optional()], most=30)
    address = TextLine(_l("Address"), [Optional()], most=200)
    workplace = TextLine(_l("Works at"), [Optional()], most=120)
    rights = RadioField(
        _l("At home in the portal"), choices=choices((str(each), RIGHTS[each]) for each in Rights), default=str(Rights.CONTACT)
    )


class OrderForm(Form):
    """An order that keeps someone away."""

    issued_by = TextLine(
        _l("Who gave the order, and its number"),
        [required(_l("Write who gave the order"))],
        description=_l("Such as the court and the number of the decision."),
    )
    from_day = _day(_l("From"), may_be_empty=False)
    until_day = _day(_l("Until"), description=_l("Leave it empty when the order names no end."))


class ReasonForm(Form):
    """Why something is withdrawn."""

    reason = TextArea(_l("Why it is withdrawn"), [required(_l("Write why; it stays in the file with your name"))], most=400)


class AttachmentForm(Form):
    """A scan or photo."""

    title = TextLine(
        _l("What it is"), [required(_l("Write what it is"))], most=60, description=_l("Such as a care agreement or a certificate.")
    )
    file = FileField(
        _l("File"),
        validators=[FileRequired(_l("Choose a file"))],
        description=_l("PDF, photo (jpg, png, webp), Word or Excel. Photos lose the place where they were taken."),
    )
