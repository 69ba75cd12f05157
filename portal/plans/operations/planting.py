"""Plans in the demo school: a few children of the class to try, and of the rest."""

from __future__ import annotations

from datetime import timedelta

from flask_babel import gettext as _
from sqlalchemy import select

from portal.children.models import Child
from portal.children.queries.counted import counts_as_left_behind
from portal.children.scope import ENROLLED
from portal.core import clock
from portal.core.db import session
from portal.plans.operations.writing import Asked, write_plan
from portal.school.models import SchoolClass

CLASS_TO_TRY = "2022101"  # its teacher can be tried, so it comes first
HOW_MANY, DAY = 14, timedelta(days=1)


def plant() -> None:
    """Each with three things to do; of every fourth one day has passed."""
    today = clock.today()
    in_class = Child.class_id == SchoolClass.id
    first = (SchoolClass.number != CLASS_TO_TRY, Child.pinyin, Child.id)
    found = select(Child).join(SchoolClass, in_class).where(ENROLLED, counts_as_left_behind(today)).order_by(*first).limit(HOW_MANY)
    for number, child in enumerate(session().scalars(found).all()):
        lines = [
            Asked(_("A talk, and lunch together"), _("the paired teacher"), _("twice a week"), today + DAY * (number % 4 * 2 - 1)),
            Asked(_("Video call with the parents at school"), _("homeroom teacher"), _("every Sunday, 19:30"), today + DAY * 3),
            Asked(_("A look at the home"), _("the village's director for children"), _("every week"), today + DAY * 6),
        ]
        write_plan(child, _("Goes to sleep in time and comes to class rested"), today + DAY * 90, lines, over=0, by=None)
