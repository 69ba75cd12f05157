"""An absence on the day: told once, colleagues are called in order of fairness, the first who can stands in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.duty.models.roster import DutyAssignment, DutyShift, Ending
from portal.duty.models.swaps import CallAnswer, ReplacementCall
from portal.journal.operations import record


def tell_absence(shift: DutyShift, *, by: Viewer) -> DutyAssignment:
    """The holder cannot come: the shift is open from now on. What they carry does not grow by it."""
    held = session().scalar(select(DutyAssignment).where(DutyAssignment.shift_id == shift.id, DutyAssignment.ended_at.is_(None)))
    if held is None:
        raise Refused(_l("Nobody holds this duty any more."))
    if shift.ends_at <= clock.now():
        raise Refused(_l("This duty is over."))
    held.ended_at, held.ended_because = clock.now(), Ending.ABSENT
    session().flush()
    record("duty.absence_told", subject=held, by=by)
    return held


def note_call(shift: DutyShift, absent: DutyAssignment, person_id: int, answer: CallAnswer, *, by: Viewer) -> None:
    """Somebody was called; who takes it holds the shift at once. Called again, the last answer counts."""
    call = session().scalar(
        select(ReplacementCall).where(ReplacementCall.absent_id == absent.id, ReplacementCall.person_id == person_id)
    )
    if call is None:
        call = ReplacementCall(absent_id=absent.id, person_id=person_id)
        session().add(call)
    call.answer, call.at, call.by_id = answer, clock.now(), by.person_id
    session().flush()
    record("duty.replacement_called", subject=call, by=by)
    if answer is CallAnswer.TAKES_IT:
        give(shift, person_id, by=by)


def give(shift: DutyShift, person_id: int, *, by: Viewer) -> None:
    """Somebody (already found fit) takes an open shift."""
    held = session().scalar(select(DutyAssignment.id).where(DutyAssignment.shift_id == shift.id, DutyAssignment.ended_at.is_(None)))
    if held is not None:
        raise Refused(_l("Somebody else has taken this duty meanwhile."))
    made = DutyAssignment(shift_id=shift.id, person_id=person_id, given_at=clock.now(), given_by_id=by.person_id)
    session().add(made)
    session().flush()
    record("duty.replaced", subject=made, by=by)
