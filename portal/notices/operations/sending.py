"""Sending a notice, reminding those who did not read it, and taking it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from flask_babel import lazy_gettext as _l
from sqlalchemy import CursorResult, insert, literal, select

from portal.access.permissions import Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Enrolment, Guardian
from portal.children.scope import within
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.notices.audiences import To, may_hear, meant
from portal.notices.models import Asks, Audience, AudienceKind, Notice, Recipient, Reminder, Withdrawal
from portal.outbox.operations import queue, take_back

KIND = "notice"
FEWEST, MOST = 2, 7


@dataclass(frozen=True)
class Written:
    """A notice as its form says it."""

    title: str
    body: str
    to: Sequence[To]
    asks: Asks = Asks.NOTHING
    choices: Sequence[str] = ()
    answer_by: date | None = None
    full_rights_only: bool = False


def path_of(notice_id: int) -> str:
    """Where a family reads it."""
    return f"/messages/{notice_id}"


def key_of(notice_id: int, reminder: int = 0) -> str:
    """Under which the outbox knows it; each reminder has a key of its own."""
    return f"notice.{notice_id}.{reminder}"


def number_of(key: str) -> int:
    """The notice of such a key; none has the number 0."""
    number = key.removeprefix(f"{KIND}.").partition(".")[0]
    return int(number) if number.isdigit() else 0


def send(written: Written, *, by: Viewer) -> Notice:
    """Give it to every guardian and carer meant who may hear of the child, and queue the word outside; all or nothing."""
    _check(written)
    notice = Notice(
        title=written.title,
        body=written.body,
        asks=written.asks,
        choices=list(written.choices),
        answer_by=written.answer_by,
        tier=Tier.WELFARE if written.full_rights_only else Tier.DIRECTORY,
        sent_at=clock.now(),
        sent_by_id=by.person_id,
        audience=[_audience(part) for part in written.to],
    )
    session().add(notice)
    session().flush()
    if not _hand_out(notice, written.to, by):
        raise Refused(_l("No family within your reach is meant. Choose others."), field="to")
    queue(session().scalars(_unread_people(notice.id)), kind=KIND, key=key_of(notice.id), path=path_of(notice.id))
    record("notices.sent", subject=notice, by=by)
    return notice


def _check(written: Written) -> None:
    if not written.to:
        raise Refused(_l("Choose who is meant."), field="to")
    if written.asks is Asks.CHOICE and not FEWEST <= len(set(written.choices)) == len(written.choices) <= MOST:
        raise Refused(_l("Write two to seven different answers, one a line."), field="choices")
    if written.answer_by is not None and written.answer_by < clock.today():
        raise Refused(_l("The day to answer by has passed."), field="answer_by")


def _audience(part: To) -> Audience:
    names = {AudienceKind.GRADE: "grade", AudienceKind.CLASS: "class_id", AudienceKind.FAMILY: "child_id"}
    return Audience(kind=part.kind, **({names[part.kind]: part.number} if part.kind in names else {}))


def _hand_out(notice: Notice, to: Sequence[To], by: Viewer) -> int:
    """One row for each guardian or carer of each child, in one statement."""
    chosen = (
        select(literal(notice.id), Guardian.id, Child.id)
        .join(Child, Child.id == Guardian.child_id)
        .where(within(by, Tier.WELFARE), Child.enrolment == Enrolment.ENROLLED, meant(to), *may_hear(notice.tier))
    )
    into = insert(Recipient).from_select(["notice_id", "guardian_id", "child_id"], chosen)
    handed_out = session().execute(into, execution_options={"preserve_rowcount": True})
    return cast("CursorResult[Any]", handed_out).rowcount


def _unread_people(notice_id: int) -> Any:
    unread = (Recipient.notice_id == notice_id, Recipient.read_at.is_(None), Guardian.person_id.is_not(None))
    return select(Guardian.person_id).join(Recipient, Recipient.guardian_id == Guardian.id).where(*unread).distinct()


def remind(notice: Notice, *, by: Viewer) -> int:
    """Tell those within reach who did not read it once more, once a day at most; returns how many people."""
    _still_stands(notice)
    before = session().scalars(select(Reminder.at).where(Reminder.notice_id == notice.id).order_by(Reminder.id)).all()
    if before and clock.local(before[-1]).date() == clock.today():
        raise Refused(_l("They were reminded today already."))
    reached = _unread_people(notice.id).join(Child, Child.id == Recipient.child_id).where(within(by, Tier.WELFARE))
    people = session().scalars(reached.where(*may_hear(notice.tier))).all()
    told = queue(people, kind=KIND, key=key_of(notice.id, len(before) + 1), path=path_of(notice.id))
    session().add(Reminder(notice_id=notice.id, people=told, at=clock.now(), by_id=by.person_id))
    record("notices.reminded", subject=notice, by=by)
    return told


def withdraw(notice: Notice, reason: str, *, by: Viewer) -> None:
    """It no longer counts: families see that it was taken back and why; what was not told outside yet is not told."""
    _still_stands(notice)
    notice.withdrawal = Withdrawal(notice_id=notice.id, reason=reason, at=clock.now(), by_id=by.person_id)
    session().flush()
    reminders = session().scalars(select(Reminder.id).where(Reminder.notice_id == notice.id)).all()
    for place in range(len(reminders) + 1):
        take_back(key_of(notice.id, place))
    record("notices.withdrawn", subject=notice, by=by)


def _still_stands(notice: Notice) -> None:
    if notice.withdrawal is not None:
        raise Refused(_l("This notice was withdrawn already."))
