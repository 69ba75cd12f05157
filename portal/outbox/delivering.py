"""Delivery: dispatches are leased, handed over outside any transaction, and settled by what the channel said.

A lease that runs out is taken up by the next one; what was being handed over at that moment is repeated only where the channel
knows a repetition, else somebody is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from portal.core.db import Database
from portal.outbox.operations.gathering import gather, is_anything_waiting
from portal.outbox.operations.leasing import Leased, Load, begin, give_back, is_anything_due, lease, settle
from portal.outbox.ways.all import WAYS
from portal.outbox.ways.speaking import Answer, Line, Unreachable, Verdict

LINE_ENDS = ("421", "SMTPServerDisconnected")  # so a mail server says that it hangs up
HANDS = 6  # messages handed over at the same time, to channels that know a repetition


@dataclass(frozen=True)
class Round:
    """What one round of delivery did."""

    gathered: int
    handed_over: int

    def __bool__(self) -> bool:
        return bool(self.gathered or self.handed_over)


def deliver(database: Database, *, seconds: int, stopping: Callable[[], bool] = lambda: False) -> Round:
    """One round: gather, lease a few for `seconds`, hand over, settle. Must be called with no transaction open."""
    with database.transaction():
        if not (is_anything_waiting() or is_anything_due()):
            return Round(0, 0)
    with database.transaction(write=True):
        gathered = gather()
        loads = lease(seconds)
    handed_over = sum(_hand_over(database, load, stopping) for load in loads)
    return Round(gathered, handed_over)


def _hand_over(database: Database, load: Load, stopping: Callable[[], bool]) -> int:
    """A load for one channel; where the channel cannot be reached at all, everything of it waits for a later try."""
    way = WAYS[load.kind]
    try:
        with way.line(load.access) as line:
            if way.repeats_safely:
                return _together(database, line, load)
            return _one_by_one(database, line, load, stopping)
    except Unreachable as problem:
        _begin(database, load.dispatches)
        _settle(database, [(one, Answer(Verdict.LATER, str(problem))) for one in load.dispatches])
        return len(load.dispatches)


def _begin(database: Database, leased: Sequence[Leased]) -> list[Leased]:
    if not leased:
        return []
    with database.transaction(write=True):
        ours = begin(leased)
    return [one for one in leased if one.id in ours]


def _together(database: Database, line: Line, load: Load) -> int:
    begun = _begin(database, load.dispatches)
    with ThreadPoolExecutor(HANDS) as hands:
        answers = list(hands.map(lambda one: line.send(one.outgoing), begun))
    _settle(database, list(zip(begun, answers, strict=True)))
    return len(answers)


def _one_by_one(database: Database, line: Line, load: Load, stopping: Callable[[], bool]) -> int:
    """What is begun is written down before, so that after a kill just this one is in doubt; a broken line ends the load."""
    for place, one in enumerate(load.dispatches):
        if stopping():
            return _rest(database, load, place)
        if not _begin(database, [one]):
            continue
        answer = line.send(one.outgoing)
        _settle(database, [(one, answer)])
        if answer.verdict is Verdict.UNKNOWN or answer.words.startswith(LINE_ENDS):
            return _rest(database, load, place + 1)
    return len(load.dispatches)


def _rest(database: Database, load: Load, place: int) -> int:
    with database.transaction(write=True):
        give_back(load.dispatches[place:])
    return place


def _settle(database: Database, answered: Sequence[tuple[Leased, Answer]]) -> Any:
    with database.transaction(write=True):
        settle([(one.id, answer) for one, answer in answered])
