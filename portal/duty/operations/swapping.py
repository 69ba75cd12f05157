"""Swaps after publishing: one side asks, the other agrees, and where the school set it the leader consents."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.duty.models.roster import DutyAssignment, DutyShift, Ending
from portal.duty.models.swaps import DutySwap, SwapState
from portal.duty.queries.exchange import objection_to
from portal.journal.operations import record
from portal.outbox.operations import queue
from portal.school.queries import setting

WAITING = (SwapState.ASKED, SwapState.AGREED)


def ask_swap(given_id: int, asked_id: int, taken_id: int | None, words: str, *, by: Viewer) -> DutySwap:
    """Ask a colleague to take one of the viewer's shifts, in exchange for one of theirs where `taken_id` names it."""
    given = _held(given_id)
    if given.person_id != by.person_id:
        raise NotFound
    if taken_id is not None and _held(taken_id).person_id != asked_id:
        raise Refused(_l("This duty is not your colleague's any more. Look at the roster again."), field="taken")
    if session().scalar(select(DutySwap.id).where(DutySwap.given_id == given_id, DutySwap.state.in_(WAITING))):
        raise Refused(_l("A swap of this duty waits already. Take it back first."), field="taken")
    refuse_misfit(given_id, asked_id, taken_id)
    made = DutySwap(
        given_id=given_id, taken_id=taken_id, asked_by_id=by.person_id, asked_id=asked_id, words=words or None, asked_at=clock.now()
    )
    session().add(made)
    session().flush()
    queue([asked_id], kind="duty", key=f"duty.swap.{made.id}", path="/duty/swaps")
    record("duty.swap_asked", subject=made, by=by)
    return made


def refuse_misfit(given_id: int, asked_id: int, taken_id: int | None) -> None:
    """Raise Refused when the swap would break a hard rule for either side."""
    words = objection_to(given_id, asked_id, taken_id)
    if words:
        raise Refused(words, field="taken")


def answer_swap(swap: DutySwap, version: int, *, agrees: bool, by: Viewer) -> None:
    """The other side agrees or declines."""
    _require(swap, SwapState.ASKED, version)
    if swap.asked_id != by.person_id:
        raise NotFound
    swap.answered_at = clock.now()
    if not agrees:
        swap.state = SwapState.DECLINED
    else:
        swap.state = SwapState.AGREED
        refuse_misfit(swap.given_id, swap.asked_id, swap.taken_id)
    session().flush()
    record("duty.swap_answered", subject=swap, by=by)
    if agrees and not setting("duty.swap_consent"):
        _carry_out(swap, by)


def settle_swap(swap: DutySwap, version: int, *, consents: bool, by: Viewer) -> None:
    """The leader consents or declines; nobody consents to their own swap."""
    _require(swap, SwapState.AGREED, version)
    if not by.may(Permission.PLAN_ROSTER):
        raise NotFound
    if by.person_id in (swap.asked_by_id, swap.asked_id):
        raise Refused(_l("Nobody consents to their own swap. Another leader can do it."))
    if consents:
        _carry_out(swap, by)
        return
    swap.state, swap.settled_at, swap.settled_by_id = SwapState.DECLINED, clock.now(), by.person_id
    session().flush()
    record("duty.swap_answered", subject=swap, by=by)


def take_back(swap: DutySwap, *, by: Viewer) -> None:
    """Who asked no longer wants it."""
    if swap.asked_by_id != by.person_id:
        raise NotFound
    if swap.state not in WAITING:
        raise Refused(_l("This swap is settled already."))
    swap.state, swap.settled_at, swap.settled_by_id = SwapState.TAKEN_BACK, clock.now(), by.person_id
    session().flush()
    record("duty.swap_taken_back", subject=swap, by=by)


def _carry_out(swap: DutySwap, by: Viewer) -> None:
    """Both shifts change hands at once."""
    given, taken = _held(swap.given_id), None if swap.taken_id is None else _held(swap.taken_id)
    refuse_misfit(swap.given_id, swap.asked_id, swap.taken_id)
    hand_over(given, swap.asked_id, Ending.SWAPPED, by)
    if taken is not None:
        hand_over(taken, swap.asked_by_id, Ending.SWAPPED, by)
    swap.state, swap.settled_at, swap.settled_by_id = SwapState.DONE, clock.now(), by.person_id
    session().flush()
    queue([swap.asked_by_id, swap.asked_id], kind="duty", key=f"duty.swapped.{swap.id}", path="/duty/mine")
    record("duty.swapped", subject=swap, by=by)


def hand_over(held: DutyAssignment, person_id: int, because: Ending, by: Viewer) -> None:
    """Somebody else holds the shift from now on."""
    now = clock.now()
    held.ended_at, held.ended_because = now, because
    session().flush()
    session().add(DutyAssignment(shift_id=held.shift_id, person_id=person_id, given_at=now, given_by_id=by.person_id))
    session().flush()


def _held(assignment_id: int) -> DutyAssignment:
    """An assignment that still holds, of a shift that is not over."""
    found = session().scalar(select(DutyAssignment).where(DutyAssignment.id == assignment_id, DutyAssignment.ended_at.is_(None)))
    if found is None:
        raise Refused(_l("This duty changed hands meanwhile. Look at the roster again."))
    if session().get_one(DutyShift, found.shift_id).starts_at <= clock.now():
        raise Refused(_l("This duty has begun; an absence is told to the leader on duty."))
    return found


def _require(swap: DutySwap, state: SwapState, version: int) -> None:
    if swap.state is not state or swap.version != version:
        raise Refused(_l("This swap was answered meanwhile. Look at it again."))
