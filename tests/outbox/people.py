"""People who are to be told something, and the channel by which they are reached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import insert, select

from portal.core import clock
from portal.core.db import session
from portal.outbox.delivering import deliver
from portal.outbox.models import Channel, ChannelKind, Dispatch, State
from portal.people.models import Person
from portal.school.models import Setting
from tests.cast import Cast

ALWAYS = {"outbox.quiet_from": "0", "outbox.quiet_until": "0", "outbox.digest_minutes": "0", "outbox.retry_seconds": "1"}


def set_up(values: Mapping[str, str] = ALWAYS) -> None:
    """What the school set; written into the open transaction."""
    for name, value in values.items():
        session().merge(Setting(name=name, value=value, changed_at=clock.now()))
    session().info["memory"].clear()


def open_channel(kind: ChannelKind, access: Mapping[str, Any], *, for_telephones: bool = True) -> Channel:
    channel = Channel(kind=kind, name=str(kind), access=dict(access), for_telephones=for_telephones, opened_at=clock.now())
    session().add(channel)
    session().flush()
    return channel


def add_people(count: int) -> list[int]:
    """Parents with telephones; their number tells them apart at the other end."""
    numbers = [f"139{place:08d}" for place in range(count)]
    rows = [
        {"name": f"家长{int(number) - 13900000000}", "telephone": number, "telephone_hash": number, "created_at": clock.now()}
        for number in numbers
    ]
    session().execute(insert(Person), rows)
    return list(session().scalars(select(Person.id).where(Person.name.like("家长%")).order_by(Person.id)))


def deliver_all(cast: Cast, rounds: int = 200) -> None:
    for _round in range(rounds):
        if not deliver(cast.database, seconds=60):
            return


def states(cast: Cast) -> dict[State, int]:
    with cast.reading():
        found: dict[State, int] = {}
        for state in session().scalars(select(Dispatch.state)):
            found[state] = found.get(state, 0) + 1
        return found


def words(cast: Cast) -> list[str | None]:
    with cast.reading():
        return list(session().scalars(select(Dispatch.words).order_by(Dispatch.id)))
