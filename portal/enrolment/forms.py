"""What the pages of the roll ask."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField
from wtforms.validators import InputRequired, Optional

from portal.core import clock
from portal.core.forms import Form, TextLine, choices, required
from portal.school.classes import classes


class MoveForm(Form):
    """A move of one child; the class is asked only where the move leads into one."""

    day = DateField(_l("From which day"), [InputRequired(_l("Write the day."))], default=clock.today)
    class_id = SelectField(_l("Class"), [Optional()], coerce=int)
    note = TextLine(_l("Note, such as the other school or the reason"), [Optional()])

    def offer_classes(self) -> None:
        """The classes that are here today, the highest grade first."""
        today = clock.today()
        here = [(str(each.id), each.name()) for each in classes().values() if each.grade(today) is not None]
        self.class_id.choices = choices(here)


class ArrivalForm(MoveForm):
    """A child who comes before the registry knows it."""

    name = TextLine(_l("Name"), [required(_l("Write the child's name."))], most=60)
    sex = RadioField(
        _l("Sex"), choices=choices([("1", _l("Boy")), ("2", _l("Girl"))]), validators=[InputRequired(_l("Choose one."))]
    )
    birth_date = DateField(_l("Birth date"), [InputRequired(_l("Write the birth date."))])
    id_number = TextLine(_l("Identity number"), [Optional()], description=_l("Leave it empty if the child has none yet."), most=30)
    boarding = BooleanField(_l("Sleeps at school"))
