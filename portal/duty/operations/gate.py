"""At the gate: a child is handed over to whoever may fetch it; anybody else is stopped and it is written down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.duty.friday.fetching import Picker, verdict
from portal.duty.models.gate import CheckedBy, GateCheck, GateOutcome, LeaveSlip
from portal.duty.models.stays import StaySource, StayState
from portal.duty.operations.stays import Said, answer_stay
from portal.duty.planning.weekends import Weekend, ends_at
from portal.duty.queries.collectors import pickers
from portal.journal.operations import record
from portal.school.queries import number


@dataclass(frozen=True)
class Arrival:
    """Somebody at the gate: chosen by `picker`, or a stranger by `name`; how they were known."""

    client_id: str
    picker: str = ""
    name: str = ""
    words: str = ""
    checked_by: CheckedBy | None = None


def check(child: Child, weekend: Weekend, came: Arrival, *, by: Viewer) -> GateCheck:
    """Decide and write down, once for each client id; only an authorised person gets the child."""
    known = session().scalar(select(GateCheck).where(GateCheck.client_id == came.client_id))
    if known is not None:
        if (known.child_id, known.by_id) != (child.id, by.person_id):
            raise Refused(_l("This form was used before. Open a new one."))
        return known
    outcome, who = verdict(pickers([child.id], clock.today())[child.id], came.picker, came.name)
    if outcome is GateOutcome.HANDED_OVER:
        _refuse_twice(child.id)
        if came.checked_by is None:
            raise Refused(_l("Say how you made sure who it is."), field="checked_by")
    elif not (who or came.name):
        raise Refused(_l("Write the name of the person, as far as it is known."), field="name")
    made = _written(child, weekend, came, outcome, who, by)
    if outcome is GateOutcome.HANDED_OVER:
        _out_with(child, weekend, made, by)
        record("duty.fetched", subject=made, child_id=child.id, by=by)
    else:
        record("duty.fetch_stopped", subject=made, child_id=child.id, by=by)
    return made


def _written(child: Child, weekend: Weekend, came: Arrival, outcome: GateOutcome, who: Picker | None, by: Viewer) -> GateCheck:
    made = GateCheck(
        client_id=came.client_id,
        child_id=child.id,
        weekend=weekend.first_day,
        outcome=outcome,
        collector_id=who.collector_id if who else None,
        guardian_id=who.guardian_id if who else None,
        who=who.name if who else came.name,
        words=came.words or None,
        checked_by=came.checked_by if outcome is GateOutcome.HANDED_OVER else None,
        at=clock.now(),
        by_id=by.person_id,
    )
    session().add(made)
    session().flush()
    return made


def _refuse_twice(child_id: int) -> None:
    out = (LeaveSlip.child_id == child_id, LeaveSlip.left_at.is_not(None), LeaveSlip.returned_at.is_(None))
    if session().scalar(select(LeaveSlip.id).where(*out, LeaveSlip.called_off_at.is_(None))) is not None:
        raise Refused(_l("The child has left already. Note the return first."))


def _out_with(child: Child, weekend: Weekend, made: GateCheck, by: Viewer) -> None:
    """The child is out until the end of the weekend, and the stay list says so."""
    now = clock.now()
    due = max(ends_at(weekend, number("duty.ends_hour")), now)
    session().add(
        LeaveSlip(
            child_id=child.id, weekend=weekend.first_day, gate_check_id=made.id, collector_id=made.collector_id,
            given_at=now, given_by_id=by.person_id, left_at=now, due_back_at=due,
        )
    )  # fmt: skip
    key = f"c{made.collector_id}" if made.collector_id else f"g{made.guardian_id}"
    answer_stay(child.id, weekend.first_day, Said(StayState.FETCHED, key), StaySource.SCHOOL, by=by)


def give_slip(child: Child, weekend: Weekend, reason: str, due_back_at: datetime, *, by: Viewer) -> LeaveSlip:
    """Permission to be out until a moment; the gate notes leaving and return."""
    if due_back_at <= clock.now():
        raise Refused(_l("The return lies in the past."), field="due_time")
    if ends_at(weekend, 23) < due_back_at:
        raise Refused(_l("The return lies after the weekend."), field="due_time")
    made = LeaveSlip(
        child_id=child.id, weekend=weekend.first_day, reason=reason, given_at=clock.now(), given_by_id=by.person_id,
        due_back_at=due_back_at,
    )  # fmt: skip
    session().add(made)
    session().flush()
    record("duty.slip_given", subject=made, child_id=child.id, by=by)
    return made


def note_leaving(slip: LeaveSlip, *, by: Viewer) -> None:
    """The child goes out through the gate with this slip."""
    if slip.called_off_at is not None or slip.returned_at is not None:
        raise Refused(_l("This slip no longer holds."))
    if slip.left_at is None:
        _refuse_twice(slip.child_id)
        slip.left_at = clock.now()
        session().flush()
        record("duty.left", subject=slip, child_id=slip.child_id, by=by)


def note_return(slip: LeaveSlip, words: str, *, by: Viewer) -> None:
    """The child is back; a late return says what was done."""
    if slip.left_at is None:
        raise NotFound
    if slip.returned_at is not None:
        return
    now = clock.now()
    if now > slip.due_back_at and not words:
        raise Refused(_l("Write in a sentence why it is late and who was told."), field="words")
    slip.returned_at, slip.returned_to_id, slip.late_words = now, by.person_id, words or None
    session().flush()
    record("duty.returned", subject=slip, child_id=slip.child_id, by=by)


def call_off(slip: LeaveSlip, *, by: Viewer) -> None:
    """The permission no longer holds; only before the child left."""
    if slip.left_at is not None:
        raise Refused(_l("The child has left already. Note the return first."))
    if slip.called_off_at is None:
        slip.called_off_at = clock.now()
        session().flush()
        record("duty.slip_called_off", subject=slip, child_id=slip.child_id, by=by)
