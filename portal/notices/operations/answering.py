"""Families read and answer."""

from __future__ import annotations

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from sqlalchemy import update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.notices.models import Asks, Notice, Recipient, Reply

CONFIRMED = 0


def note_read(notice: Notice, recipients: Sequence[Recipient], *, by: Viewer) -> None:
    """The first reading by this person stands; later ones change nothing."""
    first = [one.id for one in recipients if one.read_at is None]
    if first:
        unread = update(Recipient).where(Recipient.id.in_(first), Recipient.read_at.is_(None))
        session().execute(unread.values(read_at=clock.now()))
        record("notices.read", subject=notice, by=by)


def reply(notice: Notice, recipient: Recipient, choice: int | None, words: str, *, by: Viewer) -> None:
    """What this guardian answers for this child; an answer before stays in the records, the newest counts."""
    if notice.withdrawal is not None:
        raise Refused(_l("The school has withdrawn this message; nothing needs to be answered."))
    if notice.answer_by is not None and notice.answer_by < clock.today():
        raise Refused(_l("The day to answer by has passed. Please call the teacher."))
    _check(notice, choice, words)
    answer = Reply(recipient_id=recipient.id, choice=choice, words=words or None, at=clock.now(), by_id=by.person_id)
    session().add(answer)
    note_read(notice, [recipient], by=by)
    record("notices.answered", subject=notice, child_id=recipient.child_id, by=by)


def _check(notice: Notice, choice: int | None, words: str) -> None:
    if notice.asks is Asks.NOTHING:
        raise Refused(_l("This message asks for no answer."))
    if notice.asks is Asks.WORDS and not words:
        raise Refused(_l("Write your answer."), field="words")
    if notice.asks is Asks.CHOICE and (choice is None or not 0 <= choice < len(notice.choices)):
        raise Refused(_l("Choose one answer."), field="choice")
