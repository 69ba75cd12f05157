"""Whether a return can be taken: its signatures, days, version, sums and small counts; pure, every reason told at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portal.exchange.message import ALL, Cell, Figure, Message
from portal.summaries.definitions import Balance, ReturnForm

TOTAL: Cell = (ALL, ALL, ALL)


class Why(StrEnum):
    """Why a letter is not taken."""

    UNREADABLE = "unreadable"
    UNKNOWN_SCHOOL = "unknown_school"
    BAD_SIGNATURE = "bad_signature"
    CLOSED = "closed"
    FUTURE = "future"
    NUMBER_USED = "number_used"
    ANOTHER_SCHOOL = "another_school"
    NOT_SIGNED = "not_signed"
    UNKNOWN_RETURN = "unknown_return"
    UNKNOWN_INDICATOR = "unknown_indicator"
    STALE = "stale"
    SMALL_COUNT = "small_count"
    DOES_NOT_ADD_UP = "does_not_add_up"
    OUT_OF_BALANCE = "out_of_balance"
    NOT_ZERO = "not_zero"


@dataclass(frozen=True, slots=True)
class Reason:
    """One fault and the figure it is about."""

    why: Why
    place: str = ""


@dataclass(frozen=True)
class Known:
    """What the receiver knows when a letter comes: the day, the last version taken, the smallest count it will look at."""

    today: date
    school: str
    last_version: int
    threshold: int
    forms: Mapping[str, ReturnForm]


def faults(message: Message, known: Known) -> Iterator[Reason]:
    """Every reason not to take it."""
    if message.school != known.school:
        yield Reason(Why.ANOTHER_SCHOOL)
    if message.state != "signed" or not message.signed_by.get("signed"):
        yield Reason(Why.NOT_SIGNED)
    if message.cut_off > known.today + timedelta(days=1) or _begins(message.period) > known.today:
        yield Reason(Why.FUTURE)
    if message.version <= known.last_version:
        yield Reason(Why.STALE, str(known.last_version))
    form = known.forms.get(message.kind)
    if form is None:
        yield Reason(Why.UNKNOWN_RETURN, message.kind)
        return
    yield from _figures(message, form, max(known.threshold, message.threshold))


def _begins(period: str) -> date:
    """The earliest day it can have begun: of a term September of its school year, or the February after."""
    if period[5] != "T":
        return date(int(period[:4]), int(period[5:]), 1)
    return date(int(period[:4]), 8, 15) if period[6] == "1" else date(int(period[:4]) + 1, 1, 15)


def _figures(message: Message, form: ReturnForm, threshold: int) -> Iterator[Reason]:
    for figure in message.figures.values():
        if form.indicator(figure.indicator) is None:
            yield Reason(Why.UNKNOWN_INDICATOR, figure.indicator)
        if figure.unit == "child" and any(0 < count < threshold for count in _counts(figure)):
            yield Reason(Why.SMALL_COUNT, figure.indicator)
        if not adds_up(figure):
            yield Reason(Why.DOES_NOT_ADD_UP, figure.indicator)
    yield from _balances(message, form)
    if message.zero_return and any(
        figure.total for figure in message.figures.values() if figure.indicator.startswith("left_behind")
    ):
        yield Reason(Why.NOT_ZERO)


def _counts(figure: Figure) -> Iterator[int]:
    yield from (count for count in (figure.total, *figure.cells.values()) if count is not None)


def adds_up(figure: Figure) -> bool:
    """Whether every margin is the sum of what it sums, as far as counts are shown; hidden ones are nought or more."""
    counts = {**figure.cells, TOTAL: figure.total}
    return all(_margin_holds(counts, axis) for axis in range(len(TOTAL)))


def _margin_holds(counts: Mapping[Cell, int | None], axis: int) -> bool:
    parts: dict[Cell, list[int | None]] = defaultdict(list)
    for cell, count in counts.items():
        if cell[axis] != ALL:
            margin = (*cell[:axis], ALL, *cell[axis + 1 :])
            parts[margin].append(count)  # type: ignore[index]  # a cell of three stays one of three
    return all(_sums_to(counts.get(margin), inner) for margin, inner in parts.items() if margin in counts)


def _sums_to(margin: int | None, inner: list[int | None]) -> bool:
    if margin is None:
        return True
    shown = sum(count for count in inner if count is not None)
    return shown == margin if None not in inner else shown <= margin


def _balances(message: Message, form: ReturnForm) -> Iterator[Reason]:
    for balance in form.balances:
        for indicator in _broken(message, balance):
            if (balance.id, indicator) not in message.explained:
                yield Reason(Why.OUT_OF_BALANCE, f"{balance.id}: {indicator}")


def _broken(message: Message, balance: Balance) -> Iterator[str]:
    if balance.kind == "sum":
        parts, whole = [_total(message, name) for name in balance.parts], _total(message, balance.whole)
        if whole is not None and None not in parts and sum(part or 0 for part in parts) != whole:
            yield balance.parts[0] if len(balance.parts) == 1 else balance.whole
    elif balance.kind == "part":
        whole = _total(message, balance.whole)
        yield from (name for name in balance.of if whole is not None and (_total(message, name) or 0) > whole)


def _total(message: Message, indicator: str) -> int | None:
    figure = message.figures.get(indicator)
    return figure.total if figure else None
