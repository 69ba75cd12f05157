"""Asking every domain for its sets of children, and counting a return's lines from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.core.collected import COUNTED_HERE
from portal.core.contributions import Member, registered
from portal.core.errors import Words
from portal.school.queries import number, setting
from portal.summaries.balances import Figures, Imbalance, imbalances
from portal.summaries.counting import Count, counted
from portal.summaries.definitions import ReturnForm


@dataclass(frozen=True)
class Counted:
    """A return counted and checked, not stored."""

    form: ReturnForm
    cut_off: date
    definition: str
    counts: Mapping[str, Count]
    imbalances: Sequence[Imbalance]


def sets_on(cut_off: date) -> Mapping[str, Sequence[Member]]:
    """Every set of children the house can name on a day."""
    return {key: found for given in registered() for figures in given.figures for key, found in figures.members(cut_off).items()}


def _supplied(form: ReturnForm, cut_off: date) -> Mapping[str, tuple[int, str]]:
    """Figures about no child that a domain counts, by indicator."""
    known = {key: found for given in registered() for numbers in given.numbers for key, found in numbers(cut_off).items()}
    return {one.id: known[one.numerator[0]] for one in form.indicators if len(one.numerator) == 1 and one.numerator[0] in known}


def _by_people(entries: Mapping[str, tuple[int, str]]) -> Mapping[str, tuple[int, str]]:
    """What somebody wrote in; what a domain counted is counted anew each time."""
    return {indicator: found for indicator, found in entries.items() if not found[1].startswith(COUNTED_HERE)}


def set_words() -> Mapping[str, Words]:
    """What the sets are called; a set no domain supplies is not among them."""
    return {key: words for given in registered() for figures in given.figures for key, words in figures.labels.items()}


def definition_in_use() -> str:
    """The definition of left-behind the school's returns use."""
    return str(setting("summaries.definition"))


def count_return(
    form: ReturnForm, cut_off: date, entries: Mapping[str, tuple[int, str]], before: Mapping[str, int | None]
) -> Counted:
    """Count every line of a return on a day; `entries` are figures written in by hand, `before` the totals of the last return."""
    definition = definition_in_use()
    counts = counted(form.indicators, sets_on(cut_off), definition, {**_supplied(form, cut_off), **_by_people(entries)})
    figures = Figures(counts, before, number("summaries.change_percent"))
    return Counted(form, cut_off, definition, counts, imbalances(form, figures))
