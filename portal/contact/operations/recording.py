"""Recording a contact, and taking back one recorded by mistake. The key from where it was written makes it one record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.contact.models import ContactRecord, ContactWithdrawal, Told, Way
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record

LONGEST_KEY = 60
BACK = timedelta(days=60)
MOST_MINUTES = 600


@dataclass(frozen=True)
class Talk:
    """What is told of one contact."""

    day: date
    with_child: bool = True
    with_carer: bool = False
    way: Way = Way.TELEPHONE
    minutes: int | None = None
    note: str = ""
    guardian_id: int | None = None


def record_contact(child_id: int, client_id: str, talk: Talk, told_by: Told, *, by: Viewer) -> ContactRecord:
    """The contact with this key: made now, or the one made before when it is sent again."""
    if not client_id or len(client_id) > LONGEST_KEY:
        raise Refused(_l("This form lost its mark. Open the page again."))
    found = session().scalar(select(ContactRecord).where(ContactRecord.client_id == client_id))
    if found is not None:
        if (found.child_id, found.recorded_by_id) != (child_id, by.person_id):
            raise Refused(_l("This form lost its mark. Open the page again."))
        return found
    _check(talk)
    contact = ContactRecord(client_id=client_id, child_id=child_id, told_by=told_by, recorded_at=clock.now(), **talk.__dict__)
    contact.note = talk.note or None
    contact.recorded_by_id = by.person_id
    session().add(contact)
    session().flush()
    record("contact.recorded", subject=contact, child_id=child_id, by=by)
    return contact


def withdraw_contact(contact: ContactRecord, reason: str, *, by: Viewer) -> ContactWithdrawal:
    """It no longer counts; it stays readable with who withdrew it and why."""
    if session().scalar(select(ContactWithdrawal.id).where(ContactWithdrawal.contact_id == contact.id)):
        raise Refused(_l("This contact was withdrawn before."))
    withdrawal = ContactWithdrawal(contact_id=contact.id, reason=reason, at=clock.now(), by_id=by.person_id)
    session().add(withdrawal)
    session().flush()
    record("contact.withdrawn", subject=withdrawal, child_id=contact.child_id, by=by)
    return withdrawal


def _check(talk: Talk) -> None:
    today = clock.today()
    if talk.day > today:
        raise Refused(_l("This day is still to come. Write a day up to today."), field="day")
    if talk.day < today - BACK:
        raise Refused(_l("Only the last 60 days can be written in."), field="day")
    if not (talk.with_child or talk.with_carer):
        raise Refused(_l("Say with whom they talked."), field="with_whom")
    if talk.minutes is not None and not 0 < talk.minutes <= MOST_MINUTES:
        raise Refused(_l("Write the minutes as a number from 1 to 600."), field="minutes")
