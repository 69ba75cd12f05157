"""Forms of the school's profile, calendar and settings."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional, Regexp, ValidationError

from portal.core import telephone
from portal.core.forms import Form, TextLine, VersionedForm, choices, required


class ProfileForm(VersionedForm):
    """The school as it stands on every page and paper."""

    name = TextLine(_l("Name of the school"), [required(_l("Write the name of the school"))])
    code = TextLine(_l("School code"), [required(_l("Write the ten digits of the school code"))], description=_l("Ten digits"))
    district_code = TextLine(
        _l("District code"),
        [Optional(), Regexp(r"^\d{6}$", message=_l("A district code has six digits."))],
        description=_l("Six digits; districts change, so it is kept as it is today"),
    )
    telephone = TextLine(
        _l("Telephone of the office"), [Optional()], most=30, description=_l("With area code; families see it and call it")
    )
    boarding = BooleanField(_l("Some pupils sleep at school"))

    def validate_telephone(self, field: TextLine) -> None:
        if field.data and telephone.normalised(field.data) is None:
            raise ValidationError(_l("This is no telephone number. Write the area code as well."))

    @property
    def office(self) -> str:
        """The office's number as numbers are written, empty when there is none."""
        return telephone.normalised(self.telephone.data or "") or ""


class TermForm(Form):
    """First and last day of a term."""

    academic_year = IntegerField(
        _l("School year"), [required(_l("Write the year in which the school year begins")), NumberRange(2000, 2100)]
    )
    ordinal = SelectField(_l("Term"), choices=choices([("1", _l("First term")), ("2", _l("Second term"))]))
    first_day = DateField(_l("First day"), [required(_l("Choose the first day of the term"))])
    last_day = DateField(_l("Last day"), [required(_l("Choose the last day of the term"))])


class DayForm(Form):
    """One day that breaks the week's rule."""

    day = DateField(_l("Day"), [required(_l("Choose a day"))])
    kind = SelectField(
        _l("What the day is"),
        choices=choices(
            [("holiday", _l("A day off")), ("worked", _l("A weekend day worked instead")), ("", _l("An ordinary day again"))]
        ),
    )
    name = TextLine(_l("Name of the holiday"), [Optional()], most=40)


class YearForm(Form):
    """The year whose holidays were compared with the notice."""

    year = IntegerField(_l("Year"), [required(), NumberRange(2000, 2100)])


class SettingForm(VersionedForm):
    """One setting's new value; what fits is decided by its definition."""

    value = TextLine(_l("Value"), [], most=500)
