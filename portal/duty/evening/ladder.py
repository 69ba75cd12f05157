"""The search for a missing child: what is due when, and who is asked by now. Told by the clock when it is read.

Search at once, the leader in 10 minutes, the guardians in 20, the police in 60 (figures of the school; 预防未成年人犯罪法 35 asks
to search in time and to call the police when needed).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

from portal.duty.models.tonight import SearchStep


class Asked(IntEnum):
    """Who is asked to act, those below keep it too."""

    ON_DUTY = 0
    LEADER = 1
    LEAD = 2
    PRINCIPAL = 3


@dataclass(frozen=True)
class Minutes:
    """Minutes from the moment a child was not there."""

    leader: int = 10
    guardian: int = 20
    police: int = 60

    def of(self, step: SearchStep) -> int:
        """When a step is due."""
        return {SearchStep.LEADER: self.leader, SearchStep.GUARDIAN: self.guardian, SearchStep.POLICE: self.police}.get(step, 0)


@dataclass(frozen=True)
class Taken:
    """A step somebody took; `reached` is whether anybody answered."""

    step: SearchStep
    at: datetime
    reached: bool


@dataclass(frozen=True)
class Rung:
    """A step with its clock, and when it was done."""

    step: SearchStep
    due_at: datetime
    done_at: datetime | None


def rungs(since: datetime, minutes: Minutes, taken: Collection[Taken]) -> Sequence[Rung]:
    """All steps in order; a call that reached nobody leaves its step open."""
    return [Rung(step, since + timedelta(minutes=minutes.of(step)), _done(step, taken)) for step in SearchStep]


def _done(step: SearchStep, taken: Collection[Taken]) -> datetime | None:
    return min((one.at for one in taken if one.step is step and one.reached), default=None)


def next_rung(ladder: Sequence[Rung]) -> Rung | None:
    """What is to be done next."""
    return next((rung for rung in ladder if rung.done_at is None), None)


def asked(since: datetime, now: datetime, minutes: Minutes, *, answered: bool, police_called: bool, leader_there: bool) -> Asked:
    """How far it has climbed: by itself while nobody answers, and again when the police are due and were not called."""
    gone = (now - since) / timedelta(minutes=1)
    if gone >= minutes.police and not police_called:
        return Asked.PRINCIPAL
    if answered or gone < minutes.leader:
        return Asked.ON_DUTY
    if gone >= minutes.guardian + minutes.leader:
        return Asked.PRINCIPAL
    if gone >= minutes.guardian or not leader_there:
        return Asked.LEAD
    return Asked.LEADER
