"""Recording a talk, handing a worry on with it, taking it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import Child
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.pairing.models import HandOver, HandOverTaking, Mode, Receiver, Talk, TalkWithdrawal
from portal.pairing.queries.talks import handed
from portal.school.queries import calendar, number

LONGEST = 600  # minutes


@dataclass(frozen=True)
class Written:
    """A talk as it was written down."""

    client_id: str
    day: date
    mode: Mode
    minutes: int
    noticed: str
    place: str = ""
    measures: str = ""
    next_step: str = ""
    hand_to: Receiver | None = None
    hand_words: str = ""


def record_talk(child: Child, written: Written, *, by: Viewer) -> Talk:
    """Keep a talk, and hand the worry on where one is named; the same client id makes the same record once."""
    known = session().scalar(select(Talk).where(Talk.client_id == written.client_id))
    if known is not None:
        if (known.child_id, known.teacher_id) != (child.id, by.person_id):
            raise Refused(_l("This form was used before. Open a new one."))
        return known
    _check(written)
    talk = Talk(
        client_id=written.client_id,
        child_id=child.id,
        teacher_id=by.person_id,
        day=written.day,
        mode=written.mode,
        minutes=written.minutes,
        place=written.place or None,
        noticed=written.noticed,
        measures=written.measures or None,
        next_step=written.next_step or None,
        recorded_at=clock.now(),
    )
    session().add(talk)
    session().flush()
    record("pairing.talk_recorded", subject=talk, child_id=child.id, by=by)
    if written.hand_to is not None:
        _hand_over(talk, written.hand_to, written.hand_words or written.noticed, by)
    return talk


def _check(written: Written) -> None:
    if written.day > clock.today():
        raise Refused(_l("The talk cannot lie in the future."), field="day")
    if not 1 <= written.minutes <= LONGEST:
        raise Refused(_l("Write the minutes, 1 to %(most)s.", most=LONGEST), field="minutes")


def _hand_over(talk: Talk, receiver: Receiver, words: str, by: Viewer) -> None:
    made = HandOver(
        talk_id=talk.id,
        child_id=talk.child_id,
        receiver=receiver,
        words=words,
        due=calendar().add_working_days(clock.today(), number("pairing.hand_over_working_days")),
        made_at=clock.now(),
        made_by_id=by.person_id,
    )
    session().add(made)
    record("pairing.handed_over", subject=made, child_id=talk.child_id, by=by)


def withdraw_talk(talk: Talk, reason: str, *, by: Viewer) -> None:
    """It was recorded by mistake; only who wrote it takes it back. What was handed over with it stays on its desk."""
    if talk.teacher_id != by.person_id:
        raise Refused(_l("Only who wrote it can withdraw it."), field="reason")
    withdrawal = TalkWithdrawal(talk_id=talk.id, reason=reason, at=clock.now(), by_id=by.person_id)
    session().add(withdrawal)
    session().flush()
    record("pairing.talk_withdrawn", subject=talk, child_id=talk.child_id, by=by)


def take(hand_over_id: int, *, by: Viewer) -> None:
    """The worry is in somebody's hands now; taken once."""
    found = handed(by, hand_over_id)
    if found.taken_at is not None:
        return
    taking = HandOverTaking(hand_over_id=found.id, at=clock.now(), by_id=by.person_id)
    session().add(taking)
    session().flush()
    record("pairing.hand_over_taken", subject=taking, child_id=found.child_id, by=by)
