"""Making a draft, changing a line of it, dropping it; nothing of it holds before it is published."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.duty.models.roster import DraftState, DutyDraft, DutyProposal
from portal.duty.planning.demand import Slot
from portal.duty.planning.drafted import Drafted
from portal.journal.operations import record


def keep_draft(first: date, last: date, made: Drafted, *, by: Viewer | None) -> DutyDraft:
    """A solved plan as the one open draft; an earlier one is put aside."""
    now = clock.now()
    earlier = update(DutyDraft).where(DutyDraft.state == DraftState.OPEN)
    session().execute(earlier.values(state=DraftState.DROPPED, closed_at=now))
    draft = DutyDraft(first_day=first, last_day=last, found=dict(made.found), made_at=now, made_by_id=by.person_id if by else None)
    session().add(draft)
    session().flush()
    session().add_all(_proposal(draft, slot, made) for slot in sorted(made.people))
    session().flush()
    record("duty.draft_made", subject=draft, by=by)
    return draft


def _proposal(draft: DutyDraft, slot: Slot, made: Drafted) -> DutyProposal:
    return DutyProposal(
        draft_id=draft.id,
        weekend=slot.weekend,
        post=slot.post,
        place=slot.place,
        weight=made.weights[slot],
        person_id=made.people[slot],
        locked=slot in made.locked,
    )


def open_draft(draft_id: int) -> DutyDraft:
    """The draft that is open, NotFound for any other."""
    found = session().scalar(select(DutyDraft).where(DutyDraft.id == draft_id, DutyDraft.state == DraftState.OPEN))
    if found is None:
        raise NotFound
    return found


def put(draft: DutyDraft, line: DutyProposal, person_id: int | None, *, locked: bool, by: Viewer) -> None:
    """Give a line of the draft to somebody (already found fit for it), or open it; `locked` keeps it when made anew."""
    if locked and person_id is None:
        raise Refused(_l("An open post cannot be kept; choose somebody first."), field="locked")
    line.person_id, line.locked = person_id, locked
    draft.made_at = clock.now()
    session().flush()
    record("duty.draft_changed", subject=draft, by=by)


def exchange(draft: DutyDraft, line: DutyProposal, taker_id: int, back: DutyProposal | None, *, by: Viewer) -> None:
    """The line goes to somebody (already found fit), who gives another one back for it or none; both stay when made anew."""
    giver_id = line.person_id
    put(draft, line, taker_id, locked=True, by=by)
    if back is not None:
        put(draft, back, giver_id, locked=True, by=by)


def drop(draft: DutyDraft, *, by: Viewer) -> None:
    """The draft is not wanted; what is published stays."""
    draft.state, draft.closed_at = DraftState.DROPPED, clock.now()
    session().flush()
    record("duty.draft_dropped", subject=draft, by=by)
