"""Fields of the staff pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, DateField, HiddenField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from portal.access.permissions import FAMILY, Role
from portal.access.words import ROLE_WORDS
from portal.core import clock, telephone
from portal.core.forms import Form, TextLine, VersionedForm, choices, required
from portal.people.rules import HOUSES
from portal.staff.listed.rows import NAME, TITLE
from portal.staff.words import SEX_WORDS, VETTING_WORDS

SCHOOL_ROLES = choices((role.value, words) for role, words in ROLE_WORDS.items() if role not in FAMILY)
DAY = _l("Write the day as in 2026-09-01")


class _Identity(VersionedForm):
    name = TextLine(_l("Name"), [required(_l("Write the name"))], most=50)
    sex = SelectField(_l("Sex"), choices=choices(SEX_WORDS.items()))
    staff_no = TextLine(_l("Staff number"), [Optional()], most=30)
    telephone = TextLine(_l("Mobile number"), [Optional()], most=30)

    def validate_telephone(self, field: Any) -> None:
        if field.data and telephone.normalised(field.data) is None:
            raise ValidationError(_l("This is no telephone number. A mobile number has eleven digits."))

    def identity(self) -> dict[str, Any]:
        """What identifies the person, as `change_person` takes it."""
        number = telephone.normalised(self.telephone.data) if self.telephone.data else None
        return {"name": self.name.data, "sex": self.sex.data, "staff_no": self.staff_no.data or None, "telephone": number}


class DetailsForm(_Identity):
    """What identifies a person."""


class _PostFields(Form):
    role = SelectField(_l("Post"), choices=SCHOOL_ROLES)
    class_id = SelectField(_l("Class (for homeroom teachers)"), default="0")
    house = SelectField(_l("House (for dormitory staff)"), choices=choices([("", _l("none")), *HOUSES.items()]))
    title = TextLine(_l("Title on the door"), [Optional()], most=40)
    from_day = DateField(_l("From"), [InputRequired(DAY)], default=clock.today)

    def offer(self, classes: Sequence[tuple[int, str]]) -> None:
        """The classes to choose from, as (id, number)."""
        self.class_id.choices = choices([("0", _l("none")), *((str(number), words) for number, words in classes)])

    def post(self) -> dict[str, Any]:
        """The post's details as `give_post` takes them."""
        return {
            "class_id": int(self.class_id.data or 0) or None,
            "house": self.house.data or None,
            "title": self.title.data or "",
            "from_day": self.from_day.data,
        }

    @property
    def chosen(self) -> Role:
        return Role(self.role.data)


class PostForm(_PostFields):
    """A post from a day on."""


class NewPersonForm(_PostFields):
    """Somebody new with a first post."""

    name = TextLine(_l("Name"), [required(_l("Write the name"))], most=50)
    sex = SelectField(_l("Sex"), choices=choices(SEX_WORDS.items()))
    staff_no = TextLine(_l("Staff number"), [Optional()], most=30)
    telephone = TextLine(_l("Mobile number"), [Optional()], most=30)
    validate_telephone = _Identity.validate_telephone
    identity = _Identity.identity


class EndingForm(Form):
    """A post's last day."""

    last_day = DateField(_l("Last day"), [InputRequired(DAY)], default=clock.today)
    understood = BooleanField(_l("I know what is left open, and see to it"))


class VettingForm(Form):
    """The answer to a query with police and procuratorate."""

    status = SelectField(_l("Answer"), choices=choices((status.value, words) for status, words in VETTING_WORDS.items()))
    queried_on = DateField(_l("Day of the query"), [InputRequired(DAY)], default=clock.today)
    valid_until = DateField(_l("Holds until"), [InputRequired(DAY)])
    reference = TextLine(_l("File number of the answer"), [Optional()], most=80)


class LoginForm(Form):
    """The login of a new account."""

    login = TextLine(_l("Login"), [required(_l("Write a login, such as the staff number"))], most=40)


class ListForm(Form):
    """The school's staff list as a sheet."""

    file = FileField(
        _l("Staff list"),
        [FileRequired(_l("Choose the file"))],
        description=_l("xlsx, xls or csv with the columns %(name)s and %(post)s", name=NAME, post=TITLE),
    )


class PlanForm(Form):
    """The rows that were looked at."""

    rows = HiddenField()
