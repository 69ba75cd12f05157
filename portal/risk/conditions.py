"""The language of conditions: facts, numbers, and, or, not, unknown(...).

A comparison with a fact nobody has written down is neither true nor false: the rule stays undecided and says what is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from portal.core.contributions import Signal, Value

Facts: TypeAlias = Mapping[str, Signal]
Numbers: TypeAlias = Mapping[str, int]

COMPARE: Mapping[str, Callable[[Value, Value], bool]] = {
    ">=": lambda left, right: left >= right,  # type: ignore[operator]  # the reader lets only numbers through
    "<=": lambda left, right: left <= right,  # type: ignore[operator]
    ">": lambda left, right: left > right,  # type: ignore[operator]
    "<": lambda left, right: left < right,  # type: ignore[operator]
    "==": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}


@dataclass(frozen=True)
class Answer:
    """True, False or None (undecided), the facts it rests on, and those that would decide it."""

    holds: bool | None
    facts: frozenset[str] = frozenset()
    missing: frozenset[str] = frozenset()


NO = Answer(False)


class Condition:
    """One node of a condition."""

    def ask(self, facts: Facts, numbers: Numbers) -> Answer:
        raise NotImplementedError

    def leaves(self) -> Iterator[Leaf]:
        raise NotImplementedError


@dataclass(frozen=True)
class Leaf(Condition):
    """A statement about one fact."""

    fact: str

    def leaves(self) -> Iterator[Leaf]:
        yield self


@dataclass(frozen=True)
class Holds(Leaf):
    """A yes-or-no fact is as `wanted`."""

    wanted: bool = True

    def ask(self, facts: Facts, numbers: Numbers) -> Answer:
        signal = facts.get(self.fact)
        return _answer(self.fact, None if signal is None else signal.value is self.wanted)


@dataclass(frozen=True)
class Compares(Leaf):
    """A number or word compared with a constant, or with a limit the school may set."""

    how: str
    constant: Value
    limit: str = ""

    def ask(self, facts: Facts, numbers: Numbers) -> Answer:
        signal = facts.get(self.fact)
        if signal is None:
            return _answer(self.fact, None)
        return _answer(self.fact, COMPARE[self.how](signal.value, numbers[self.limit] if self.limit else self.constant))


@dataclass(frozen=True)
class Unknown(Leaf):
    """Nobody has written this fact down."""

    def ask(self, facts: Facts, numbers: Numbers) -> Answer:
        return NO if self.fact in facts else Answer(True, missing=frozenset([self.fact]))


@dataclass(frozen=True)
class Both(Condition):
    """All parts hold."""

    parts: tuple[Condition, ...]

    def ask(self, facts: Facts, numbers: Numbers) -> Answer:
        answers = [part.ask(facts, numbers) for part in self.parts]
        if any(answer.holds is False for answer in answers):
            return NO
        return _joined(answers, None if any(answer.holds is None for answer in answers) else True)

    def leaves(self) -> Iterator[Leaf]:
        for part in self.parts:
            yield from part.leaves()


@dataclass(frozen=True)
class Either(Condition):
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def ask(self, facts: Facts, numbers: Numbers) -> Answer:
        answers = [part.ask(facts, numbers) for part in self.parts]
        true = [answer for answer in answers if answer.holds]
        undecided = [answer for answer in answers if answer.holds is None]
        if true:
            return _joined(true, True)
        return _joined(undecided, None) if undecided else NO

    def leaves(self) -> Iterator[Leaf]:
        for part in self.parts:
            yield from part.leaves()


def _answer(fact: str, holds: bool | None) -> Answer:
    if holds is None:
        return Answer(None, missing=frozenset([fact]))
    return Answer(holds, facts=frozenset([fact])) if holds else NO


def _joined(answers: list[Answer], holds: bool | None) -> Answer:
    return Answer(
        holds,
        frozenset().union(*(answer.facts for answer in answers)),
        frozenset().union(*(answer.missing for answer in answers)),
    )
