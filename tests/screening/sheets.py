"""Sheets of answers for the tests, drawn by hypothesis or filled with one value."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from hypothesis import settings
from hypothesis import strategies as st

from portal.screening.scales.definition import Scale
from portal.screening.scales.library import known_ids, scale

SCALES = [scale(name) for name in known_ids()]
EVERY_READING = [scale(name, variant) for name in known_ids() for variant in ("", *scale(name).variants)]


def full_sheets(of: Scale) -> st.SearchStrategy[dict[int, int | None]]:
    """Every item answered: some drawn by hypothesis, the rest by chance (drawing a hundred items would take a second)."""
    values = [option.value for option in of.options]
    drawn = st.dictionaries(st.integers(1, of.items_count), st.sampled_from(values), max_size=8)
    return st.builds(lambda seed, some: {**_by_chance(of, seed, values), **some}, st.integers(0, 2**32), drawn)


def any_sheets(of: Scale) -> st.SearchStrategy[dict[int, int | None]]:
    """Full, half filled or nearly empty, and now and then with an answer outside the options."""
    values: list[int | None] = [option.value for option in of.options]
    outside = [of.lowest - 1, of.highest + 1]
    drawn = st.dictionaries(st.integers(1, of.items_count), st.sampled_from([None, *values, *values, *outside]), max_size=8)
    chances = st.sampled_from([values, [*values, None], [*values, *[None] * 30]])
    return st.builds(lambda seed, of_these, some: {**_by_chance(of, seed, of_these), **some}, st.integers(0, 2**32), chances, drawn)


def _by_chance(of: Scale, seed: int, values: Sequence[int | None]) -> dict[int, int | None]:
    chance = Random(seed)  # noqa: S311  the sheets of a test are no secret
    return {item: chance.choice(values) for item in range(1, of.items_count + 1)}


#: A scale's id and a sheet of it.
FULL = st.one_of([st.tuples(st.just(of.id), full_sheets(of)) for of in SCALES])
ANY = st.one_of([st.tuples(st.just(of.id), any_sheets(of)) for of in SCALES])

#: Enough sheets to meet every scale; no deadline, for a busy machine is no failure.
MANY = settings(max_examples=60, deadline=None)

Drawn = tuple[str, dict[int, int | None]]


def filled(of: Scale, value: int, **changed: int | None) -> dict[int, int | None]:
    """One value everywhere, but `i9=None` leaves item 9 blank."""
    return {**dict.fromkeys(range(1, of.items_count + 1), value), **{int(name[1:]): each for name, each in changed.items()}}
