"""By which channel and address somebody is told: as they chose, else by the telephone the school knows, else not at all."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from portal.core.db import session
from portal.outbox.models import Address, Channel
from portal.people.models import Person


@dataclass(frozen=True)
class Route:
    """A channel, and the address it knows the person by."""

    channel: Channel
    address: str


def routes(person_ids: Collection[int]) -> Mapping[int, Route]:
    """The route of each person who has one; two statements."""
    opened = {one.id: one for one in session().scalars(select(Channel).where(Channel.closed_at.is_(None)).order_by(Channel.id))}
    if not opened or not person_ids:
        return {}
    usual = next((one for one in opened.values() if one.for_telephones), None)
    columns = (Person.id, Person.telephone, Address.id, Address.channel_id, Address.address)
    chosen = select(*columns).outerjoin(Address, Address.person_id == Person.id).where(Person.id.in_(person_ids))
    found: dict[int, Route] = {}
    for person_id, telephone, choice, channel_id, address in session().execute(chosen):
        if choice is not None:
            channel = opened.get(channel_id) if channel_id else None
        else:
            channel, address = usual, telephone
        if channel is not None and address:
            found[person_id] = Route(channel, address)
    return found
