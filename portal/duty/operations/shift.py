"""Opening a shift, writing into its log, handing over, and closing it once nothing is open."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.duty.models.shifts import HandOver, NoteKind, ShiftLog, ShiftNote
from portal.duty.queries import logs
from portal.duty.queries.colleagues import colleagues
from portal.duty.queries.open_things import open_things
from portal.journal.operations import record

KEPT_BACK = timedelta(days=4)


def open_shift(*, by: Viewer) -> ShiftLog:
    """Begin the shift that is on; asked twice, it is one."""
    due = logs.due(by)
    if due is None:
        raise NotFound
    if due.log_id is not None:
        return logs.log_within(by, due.log_id)
    made = ShiftLog(weekend=due.weekend, opened_at=clock.now(), opened_by_id=by.person_id)
    session().add(made)
    session().flush()
    record("duty.shift_opened", subject=made, by=by)
    return made


def still_open(log: ShiftLog) -> None:
    """Refuse to write into a log that was closed."""
    if log.closed_at is not None:
        raise Refused(_l("The shift is closed. What happens now belongs to the next one."))


def write_note(
    log: ShiftLog, client_id: str, kind: NoteKind, words: str, *, at: datetime | None = None, seen_by: int | None = None, by: Viewer
) -> ShiftNote:
    """A round or an event; from paper with its own time and whoever saw it. The same client id makes it once."""
    known = session().scalar(select(ShiftNote).where(ShiftNote.client_id == client_id))
    if known is not None:
        if known.log_id != log.id:
            raise Refused(_l("This form was used before. Open a new one."))
        return known
    still_open(log)
    if kind is not NoteKind.ROUND and not words:
        raise Refused(_l("Write in a sentence what happened"), field="words")
    author = check_author(log, seen_by, by)
    made = ShiftNote(
        client_id=client_id,
        log_id=log.id,
        kind=kind,
        at=check_time(log, at),
        words=words,
        recorded_at=clock.now(),
        by_id=author,
        typed_by_id=by.person_id if author != by.person_id or at is not None else None,
    )
    session().add(made)
    session().flush()
    record("duty.note_written", subject=made, by=by)
    return made


def check_time(log: ShiftLog, at: datetime | None, name: str = "at") -> datetime:
    """The time something happened, which lies within the shift and not ahead."""
    now = clock.now()
    if at is None:
        return now
    if at > now or at < log.opened_at - KEPT_BACK:
        raise Refused(_l("The time lies outside of this shift. Check day and hour."), field=name)
    return at


def check_author(log: ShiftLog, person_id: int | None, by: Viewer) -> int:
    """Who saw it: the viewer, or somebody on the same shift."""
    if person_id is None or person_id == by.person_id:
        return by.person_id
    if person_id not in {one.person_id for one in logs.watch(log.weekend)}:
        raise Refused(_l("Choose somebody who is on this shift."), field="seen_by")
    return person_id


def hand_over(log: ShiftLog, words: str, to_id: int, *, by: Viewer) -> HandOver:
    """Sign the shift over to somebody else, with what is unfinished."""
    still_open(log)
    if to_id == by.person_id:
        raise Refused(_l("Somebody else takes over. Choose a colleague."), field="to")
    if to_id not in {one.id for one in colleagues(clock.today())}:
        raise Refused(_l("Choose somebody who may work with children."), field="to")
    made = HandOver(log_id=log.id, words=words, given_at=clock.now(), given_by_id=by.person_id, to_id=to_id)
    session().add(made)
    session().flush()
    record("duty.handed_over", subject=made, by=by)
    return made


def take_over(hand_over_id: int, *, by: Viewer) -> HandOver:
    """Sign that it was taken; only whom it was handed to, once."""
    found = session().scalar(select(HandOver).where(HandOver.id == hand_over_id, HandOver.to_id == by.person_id))
    if found is None:
        raise NotFound
    if found.taken_at is None:
        found.taken_at = clock.now()
        session().flush()
        record("duty.taken_over", subject=found, by=by)
    return found


def close_shift(log: ShiftLog, *, by: Viewer) -> None:
    """End the shift; refused, in words, while anything is open."""
    still_open(log)
    still = open_things(log)
    if still:
        raise Refused(_l("The shift stays open: %(first)s", first=still[0]))
    log.closed_at, log.closed_by_id = clock.now(), by.person_id
    session().flush()
    record("duty.shift_closed", subject=log, by=by)
