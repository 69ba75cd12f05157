"""What must balance before anybody signs: each rule of the return against its figures; pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from portal.summaries.counting import UNKNOWN, Count, added_up
from portal.summaries.definitions import Balance, ReturnForm

LEAST_CHANGE = 5  # a step from 2 to 3 is half again, and nothing to explain


@dataclass(frozen=True)
class Imbalance:
    """A rule that does not hold: of which indicator, what is there (`left`) and what should be (`right`)."""

    balance: Balance
    indicator: str
    left: int
    right: int

    @property
    def key(self) -> str:
        """Stable through recounts, so that an explanation stays with its figure."""
        return f"{self.balance.id}.{self.indicator}"


@dataclass(frozen=True)
class Figures:
    """What the rules look at: this return's counts, the totals of the last one, and what counts as a large change (per cent)."""

    counts: Mapping[str, Count]
    before: Mapping[str, int | None]
    percent: int

    def total(self, indicator: str) -> int:
        """A total; what was not written in counts as nothing here, and is told by the rule `entered`."""
        return self.counts[indicator].total or 0

    def is_open(self, indicator: str) -> bool:
        """Whether nobody has written the figure in yet."""
        return self.counts[indicator].total is None


def imbalances(form: ReturnForm, figures: Figures) -> list[Imbalance]:
    """Every rule of the return that does not hold, in the order of the rules."""
    return [found for balance in form.balances for found in _KINDS[balance.kind](balance, figures)]


def rules_held_of(form: ReturnForm, broken: Collection[str]) -> int:
    """How many rules of the return hold when these do not."""
    return sum(balance.id not in broken for balance in form.balances)


def _by(balance: Balance, figures: Figures) -> Iterator[Imbalance]:
    for name in balance.of:
        sizes = {cell: len(ids) for cell, ids in figures.counts[name].cells.items()}
        known = sum(number for value, number in added_up(sizes, balance.dimension).items() if value != UNKNOWN)
        if known != sum(sizes.values()):
            yield Imbalance(balance, name, known, sum(sizes.values()))


def _sum(balance: Balance, figures: Figures) -> Iterator[Imbalance]:
    if any(map(figures.is_open, balance.parts)):
        return
    parts, whole = sum(map(figures.total, balance.parts)), figures.total(balance.whole)
    if parts != whole:
        yield Imbalance(balance, balance.parts[0] if len(balance.parts) == 1 else balance.whole, parts, whole)


def _part(balance: Balance, figures: Figures) -> Iterator[Imbalance]:
    whole = figures.counts[balance.whole]
    for name in balance.of:
        part = figures.counts[name]
        outside = part.children - whole.children if not (part.by_hand or whole.by_hand) else frozenset()
        if outside or figures.total(name) > figures.total(balance.whole):
            inside = len(part.children & whole.children) if outside else figures.total(balance.whole)
            yield Imbalance(balance, name, figures.total(name), inside)


def _zero(balance: Balance, figures: Figures) -> Iterator[Imbalance]:
    for name in balance.of:
        if figures.total(name):
            yield Imbalance(balance, name, figures.total(name), 0)


def _entered(balance: Balance, figures: Figures) -> Iterator[Imbalance]:
    for name in balance.of:
        if figures.is_open(name):
            yield Imbalance(balance, name, 0, 0)


def _change(balance: Balance, figures: Figures) -> Iterator[Imbalance]:
    for name in balance.of:
        before = figures.before.get(name)
        if before is None or figures.is_open(name):
            continue
        step = abs(figures.total(name) - before)
        if step >= LEAST_CHANGE and step * 100 > figures.percent * before:
            yield Imbalance(balance, name, figures.total(name), before)


_KINDS: Mapping[str, Callable[[Balance, Figures], Iterator[Imbalance]]] = {
    "by": _by,
    "sum": _sum,
    "part": _part,
    "zero": _zero,
    "entered": _entered,
    "change": _change,
}
