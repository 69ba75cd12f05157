"""Taking dispatches for a while, and writing down what became of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select, update

from portal.core import clock
from portal.core.collected import people_left_alone
from portal.core.db import session
from portal.outbox.models import Channel, ChannelKind, Dispatch, State
from portal.outbox.operations.gathering import quiet_now
from portal.outbox.routes import Route, routes
from portal.outbox.rules import wait_after
from portal.outbox.saying import link_to, said
from portal.outbox.ways.all import WAYS
from portal.outbox.ways.speaking import Answer, Outgoing, Verdict
from portal.school.queries import number

AT_ONCE = 60
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Leased:
    """A dispatch in our hands for a while."""

    id: int
    until: datetime
    outgoing: Outgoing


@dataclass(frozen=True)
class Load:
    """What goes to one channel."""

    kind: ChannelKind
    access: Mapping[str, Any]
    dispatches: Sequence[Leased]


def is_anything_due() -> bool:
    """Whether a round would find something; asked without holding anybody up."""
    return bool(session().scalar(_due(clock.now()).with_only_columns(Dispatch.id).limit(1)))


def lease(seconds: int) -> Sequence[Load]:
    """Take the next few that are due, sorted by channel; who has no way, or is left alone by now, is settled as such."""
    now = clock.now()
    found = [one for one in session().scalars(_due(now)) if not _in_doubt(one, now)]
    alone = people_left_alone(sorted({one.person_id for one in found}))
    ways = routes({one.person_id for one in found} - alone)
    by_channel: dict[int, list[tuple[Dispatch, Route]]] = defaultdict(list)
    for one in found:
        route = ways.get(one.person_id)
        if route is None:
            one.state, one.ended_at = State.TAKEN_BACK if one.person_id in alone else State.NO_WAY, now
        else:
            by_channel[route.channel.id].append((one, route))
    return [_load(routed[0][1].channel, routed, now + timedelta(seconds=seconds)) for routed in by_channel.values()]


def _due(now: datetime) -> Any:
    free = or_(Dispatch.leased_until.is_(None), Dispatch.leased_until < now)
    due = select(Dispatch).where(Dispatch.state == State.WAITING, Dispatch.due_at <= now, free)
    if quiet_now():
        due = due.where(Dispatch.urgent)
    return due.order_by(Dispatch.due_at, Dispatch.id).limit(AT_ONCE).with_for_update(skip_locked=True)


def _in_doubt(one: Dispatch, now: datetime) -> bool:
    """Whether we were stopped while handing this over, to a channel that cannot tell a repetition; then somebody is asked."""
    if one.begun_at is None or one.channel is None or WAYS[one.channel.kind].repeats_safely:
        return False
    one.state, one.ended_at = State.DOUBTFUL, now
    return True


def _load(channel: Channel, routed: Sequence[tuple[Dispatch, Route]], until: datetime) -> Load:
    """As many as the channel takes in this minute; the others wait for the next."""
    room, now = _room(channel), clock.now()
    for one, _route in routed[room:]:
        one.due_at = now + MINUTE
    taken = routed[:room]
    for one, _route in taken:
        one.channel_id, one.leased_until = channel.id, until
    return Load(channel.kind, channel.access, [Leased(one.id, until, _outgoing(one, route)) for one, route in taken])


def _room(channel: Channel) -> int:
    most = WAYS[channel.kind].per_minute
    if not most:
        return AT_ONCE
    lately = (Dispatch.channel_id == channel.id, Dispatch.ended_at > clock.now() - MINUTE)
    return max(0, most - (session().scalar(select(func.count()).select_from(Dispatch).where(*lately)) or 0))


def _outgoing(one: Dispatch, route: Route) -> Outgoing:
    return Outgoing(one.token, route.address, said(one.count), link_to(one.path), one.made_at)


def begin(leased: Sequence[Leased]) -> set[int]:
    """Written down just before handing over; returns those still in our hands, the others were taken up by somebody else."""
    ours = (Dispatch.id.in_([one.id for one in leased]), Dispatch.leased_until == leased[0].until, Dispatch.state == State.WAITING)
    begun = update(Dispatch).where(*ours).values(begun_at=clock.now(), attempts=Dispatch.attempts + 1)
    return set(session().scalars(begun.returning(Dispatch.id)))


def give_back(leased: Sequence[Leased]) -> None:
    """Not handed over after all: free for the next round."""
    ours = (Dispatch.id.in_([one.id for one in leased]), Dispatch.begun_at.is_(None))
    session().execute(update(Dispatch).where(*ours).values(leased_until=None))


ENDS = {Verdict.TAKEN: State.SENT, Verdict.REFUSED: State.REFUSED}


def settle(answers: Sequence[tuple[int, Answer]]) -> None:
    """Write down what the channel said: the end of it, or when to try again."""
    told = dict(answers)
    for one in session().scalars(select(Dispatch).where(Dispatch.id.in_(told))):
        answer = told[one.id]
        one.leased_until, one.words = None, answer.words[:500] or None
        if answer.verdict is Verdict.UNKNOWN and not _repeats_safely(one):
            one.state, one.ended_at = State.DOUBTFUL, clock.now()  # `begun_at` stays: it is in doubt
            continue
        one.begun_at = None
        if answer.verdict in ENDS:
            one.state, one.ended_at = ENDS[answer.verdict], clock.now()
        else:
            _later(one)


def _repeats_safely(one: Dispatch) -> bool:
    return one.channel is not None and WAYS[one.channel.kind].repeats_safely


def _later(one: Dispatch) -> None:
    if one.attempts >= number("outbox.attempts"):
        one.state, one.ended_at = State.FAILED, clock.now()
    else:
        one.due_at = clock.now() + wait_after(one.attempts, number("outbox.retry_seconds"))
