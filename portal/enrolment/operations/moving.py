"""One child comes, pauses, returns, changes class, or goes."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.errors import Refused
from portal.enrolment.models import Reason, RollAct
from portal.enrolment.operations.acts import place
from portal.enrolment.rules import INTO_CLASS, MOVES
from portal.school.classes import classes

NOT_FROM_HERE = _l("From where this child stands now, that is not the next step. Open the page again.")
NO_CLASS = _l("Choose the class the child goes to.")
SAME_CLASS = _l("The child is in this class already. Choose another one.")
NOT_YET = _l("That day lies in the future. Write it down when it has come.")


def move(child: Child, reason: Reason, day: date, *, class_id: int | None = None, note: str = "", by: Viewer) -> RollAct:
    """Carry out one of the moves that lead on from where the child stands (rules `MOVES`)."""
    origins, enrolment = MOVES[reason]
    if child.enrolment not in origins:
        raise Refused(NOT_FROM_HERE)
    if day > clock.today():
        raise Refused(NOT_YET, field="day")
    if reason in INTO_CLASS:
        _check_class(child, reason, class_id)
    return place([child], reason, enrolment, day, class_id=class_id if reason in INTO_CLASS else None, note=note, by=by)


def _check_class(child: Child, reason: Reason, class_id: int | None) -> None:
    if class_id not in classes():
        raise Refused(NO_CLASS, field="class_id")
    if reason is Reason.CLASS_CHANGED and class_id == child.class_id:
        raise Refused(SAME_CLASS, field="class_id")
