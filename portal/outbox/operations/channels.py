"""Setting up the ways out, trying them, and saying where one wants to be told; secrets go in and never come out."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused, Words, require_version
from portal.journal.operations import record
from portal.outbox.models import Address, Channel, ChannelKind, Dispatch, State
from portal.outbox.queries import STUCK

#: Work chats are spoken to at their own hosts only.
HOSTS: Mapping[ChannelKind, tuple[str, ...]] = {
    ChannelKind.WECOM: ("qyapi.weixin.qq.com",),
    ChannelKind.DINGTALK: ("oapi.dingtalk.com", "api.dingtalk.com"),
    ChannelKind.FEISHU: ("open.feishu.cn", "open.larksuite.com"),
}


@dataclass(frozen=True)
class Setup:
    """What a form says of a channel; an empty secret or address keeps the one that is known."""

    name: str
    for_telephones: bool
    access: Mapping[str, Any] = field(default_factory=dict)


def channel(channel_id: int) -> Channel:
    """A channel, NotFound else."""
    found = session().get(Channel, channel_id)
    if found is None:
        raise NotFound
    return found


def channels() -> list[Channel]:
    """Every channel, open ones first."""
    return list(session().scalars(select(Channel).order_by(Channel.closed_at.is_not(None), Channel.id)))


def open_channel(kind: ChannelKind, setup: Setup, *, by: Viewer) -> Channel:
    """A new way out."""
    made = Channel(
        kind=kind, name=setup.name, access=_checked(kind, setup.access), opened_at=clock.now(), opened_by_id=by.person_id
    )
    session().add(made)
    session().flush()
    _use_for_telephones(made, wanted=setup.for_telephones)
    record("outbox.channel_opened", subject=made, by=by)
    return made


def change_channel(known: Channel, setup: Setup, version: int, *, by: Viewer) -> None:
    """Other words or another access; what is left empty stays."""
    require_version(known, version, [])
    filled = {name: value for name, value in setup.access.items() if value}
    known.name, known.access = setup.name, _checked(known.kind, {**known.access, **filled})
    _use_for_telephones(known, wanted=setup.for_telephones)
    session().flush()
    record("outbox.channel_changed", subject=known, by=by)


def _use_for_telephones(known: Channel, *, wanted: bool) -> None:
    """One channel at most reaches those who chose nothing."""
    if wanted:
        session().execute(update(Channel).where(Channel.id != known.id).values(for_telephones=False))
    known.for_telephones = wanted


def close_channel(known: Channel, *, by: Viewer) -> None:
    """Nothing goes out by it from now on; whoever chose it is told nothing outside until they choose another."""
    if known.closed_at is None:
        known.closed_at = clock.now()
        record("outbox.channel_closed", subject=known, by=by)


def _checked(kind: ChannelKind, access: Mapping[str, Any]) -> dict[str, Any]:
    if kind is ChannelKind.MAIL:
        if "@" not in str(access.get("sender", "")):
            raise Refused(_l("Write the address letters come from, as in portal@school.example."), field="sender")
        return dict(access)
    problem = url_problem(kind, str(access.get("url", "")))
    if problem is not None:
        raise Refused(problem, field="url")
    return dict(access)


def url_problem(kind: ChannelKind, url: str) -> Words | None:
    """Why messages cannot go to this address: other than https, a foreign host, or a machine that is not meant to be asked."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if parts.scheme != "https" or not host or parts.username:
        return _l("The address begins with https:// and names no user.")
    if kind in HOSTS and host not in HOSTS[kind]:
        return _l("This is not an address of that chat.")
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return None if "." in host else _l("Write the whole name of the machine.")
    if number.is_loopback or number.is_link_local or number.is_multicast or number.is_unspecified:
        return _l("This machine cannot be a gateway.")
    return None


def choose_way(channel_id: int | None, address: str, *, by: Viewer) -> None:
    """Where this person wants to be told; nowhere without a channel."""
    if channel_id is not None:
        chosen = channel(channel_id)
        if chosen.closed_at is not None:
            raise Refused(_l("This way is closed. Choose another one."), field="way")
        problem = address_problem(chosen.kind, address)
        if problem is not None:
            raise Refused(problem, field="address")
    mine = way_of(by) or Address(person_id=by.person_id)
    mine.channel_id, mine.address, mine.set_at = channel_id, address or None, clock.now()
    session().add(mine)
    record("outbox.address_set", by=by)


def address_problem(kind: ChannelKind, address: str) -> Words | None:
    """Why nobody can be reached at this address."""
    if any(letter.isspace() or not letter.isprintable() for letter in address) or not 3 <= len(address) <= 120:
        return _l("Write the address without spaces.")
    name, at, domain = address.rpartition("@")
    if kind is ChannelKind.MAIL and not (name and at and "." in domain and address.isascii()):
        return _l("Write a mail address, as in name@example.cn.")
    return None


def way_of(viewer: Viewer) -> Address | None:
    """What this person chose, None before they chose anything."""
    return session().scalar(select(Address).where(Address.person_id == viewer.person_id))


def send_again(dispatch_id: int, *, by: Viewer) -> None:
    """One that was not delivered is tried anew; where the channel knows repetitions it still goes out once."""
    found = session().get(Dispatch, dispatch_id)
    if found is None or found.state not in STUCK:
        raise NotFound
    found.state, found.attempts, found.due_at = State.WAITING, 0, clock.now()
    found.begun_at = found.ended_at = found.leased_until = None
    record("outbox.sent_again", subject=found, by=by)


def it_arrived(dispatch_id: int, *, by: Viewer) -> None:
    """Somebody asked whether one in doubt was received, and it was."""
    found = session().get(Dispatch, dispatch_id)
    if found is None or found.state is not State.DOUBTFUL:
        raise NotFound
    found.state, found.begun_at, found.ended_at = State.SENT, None, clock.now()
    record("outbox.arrived", subject=found, by=by)
