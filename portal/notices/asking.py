"""Asked just before the word of a notice leaves the portal: an order, a changed right or a withdrawal holds it back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, tuple_

from portal.access.permissions import Tier
from portal.children.models import Guardian
from portal.core.db import session
from portal.notices.audiences import may_hear
from portal.notices.models import Notice, Recipient, Withdrawal
from portal.notices.operations.sending import KIND, number_of
from portal.outbox.models import Message
from portal.outbox.operations.gathering import ask_before_sending


def still_may(messages: Sequence[Message]) -> set[int]:
    """The ids of messages whose person may still read what they tell of; one statement."""
    of = {message.id: (message.person_id, number_of(message.key)) for message in messages}
    found = (
        select(Guardian.person_id, Recipient.notice_id)
        .join(Recipient, Recipient.guardian_id == Guardian.id)
        .join(Notice, Notice.id == Recipient.notice_id)
        .outerjoin(Withdrawal, Withdrawal.notice_id == Notice.id)
        .where(Withdrawal.id.is_(None), *may_hear(Tier.DIRECTORY))
        .where(tuple_(Guardian.person_id, Recipient.notice_id).in_(set(of.values())))
    )
    allowed = {(person_id, notice_id) for person_id, notice_id in session().execute(found)}
    return {message_id for message_id, pair in of.items() if pair in allowed}


def install() -> None:
    """Have the outbox ask."""
    ask_before_sending(KIND, still_may)
