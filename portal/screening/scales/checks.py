"""Whether a definition that fits the schema makes sense: items exist, names are told apart, flags can fire, rules fit together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from portal.screening.scales import formulas
from portal.screening.scales.band_checks import band_flaws
from portal.screening.scales.definition import COMPARISONS, FlagLevel, MissingRule, Nature, Scale
from portal.screening.scales.flaws import Flaw, Problem
from portal.screening.scales.places import pointer
from portal.screening.scales.ranges import ranges

ANY_SUBSCALE = "any_subscale"


def meaning_flaws(scale: Scale) -> Iterator[Flaw]:
    """Everything that would score wrongly or never."""
    yield from _items(scale)
    yield from _names(scale)
    yield from _total(scale)
    yield from _formulas(scale)
    yield from band_flaws(scale)
    yield from _cutoffs(scale)
    yield from _flags(scale)
    yield from _missing(scale)
    yield from _check_in(scale)


def _items(scale: Scale) -> Iterator[Flaw]:
    lists: dict[str, Iterable[int]] = {
        "/reverse_items": scale.reverse_items,
        "/risk_items": scale.risk_items,
        "/total/items": scale.total.items,
    }
    lists |= {pointer("subscales", name, "items"): part.items for name, part in scale.subscales.items()}
    lists |= {pointer("validity", name, "items"): part.items for name, part in scale.validity.items()}
    numbered = [(f"{place}/{index}", item) for place, items in lists.items() for index, item in enumerate(items)]
    numbered += [(f"/red_flags/{index}/item", flag.item) for index, flag in enumerate(scale.red_flags)]
    for place, item in numbered:
        if item > scale.items_count:
            yield Flaw(place, Problem.NO_SUCH_ITEM, {"item": item, "count": scale.items_count})


def _names(scale: Scale) -> Iterator[Flaw]:
    values = Counter(option.value for option in scale.options)
    yield from (
        Flaw(f"/options/{index}/value", Problem.SAME_VALUE, {"value": option.value})
        for index, option in enumerate(scale.options)
        if values[option.value] > 1
    )
    taken = {"total", ANY_SUBSCALE}
    for group, names in (("subscales", scale.subscales), ("derived", scale.derived), ("validity", scale.validity)):
        for name in names:
            if name in taken:
                yield Flaw(pointer(group, name), Problem.NAME_TAKEN, {"name": name})
            taken.add(name)


def _total(scale: Scale) -> Iterator[Flaw]:
    if bool(scale.total.items) == bool(scale.total.subscales):
        yield Flaw("/total", Problem.TOTAL_SOURCE)
    for index, name in enumerate(scale.total.subscales):
        if name not in scale.subscales:
            yield _no_such_score(f"/total/subscales/{index}", name, scale.subscales)


def _formulas(scale: Scale) -> Iterator[Flaw]:
    known = ["total", *scale.subscales]
    for name, derived in scale.derived.items():
        place = pointer("derived", name, "formula")
        formula = formulas.parsed(derived.formula)
        if formula is None:
            yield Flaw(place, Problem.FORMULA, {"formula": derived.formula})
        elif isinstance(formula, formulas.Linear):
            yield from (_no_such_score(place, score, known) for score in formula.scores if score not in known)


def _cutoffs(scale: Scale) -> Iterator[Flaw]:
    known = [ANY_SUBSCALE, *ranges(scale)]
    for index, cutoff in enumerate(scale.cutoffs):
        place = f"/cutoffs/{index}"
        if bool(cutoff.op) == bool(cutoff.band):
            yield Flaw(place, Problem.CUTOFF_FORM)
        if cutoff.score not in known:
            yield _no_such_score(f"{place}/score", cutoff.score, known)
        elif cutoff.band and cutoff.band not in {band.key for band in scale.bands.get(cutoff.score, ())}:
            yield Flaw(f"{place}/band", Problem.NO_SUCH_BAND, {"band": cutoff.band, "score": cutoff.score})


def _flags(scale: Scale) -> Iterator[Flaw]:
    for index, flag in enumerate(scale.red_flags):
        if not any(COMPARISONS[flag.op](option.value, flag.value) for option in scale.options):
            yield Flaw(f"/red_flags/{index}", Problem.FLAG_NEVER, {"item": flag.item, "rule": f"{flag.op} {flag.value}"})
        if flag.level is FlagLevel.INSTANT and flag.item not in scale.risk_items:
            yield Flaw(f"/red_flags/{index}", Problem.RISK_UNWATCHED, {"item": flag.item})
    flagged = {flag.item for flag in scale.red_flags}
    for index, item in enumerate(scale.risk_items):
        if item not in flagged:
            yield Flaw(f"/risk_items/{index}", Problem.RISK_UNFLAGGED, {"item": item})


def _missing(scale: Scale) -> Iterator[Flaw]:
    rule, most = scale.missing.rule, scale.missing.most
    by_subscale = rule is MissingRule.PRORATE_SUBSCALE
    field = "max_missing_per_subscale" if by_subscale else "max_missing"
    largest = min((len(part.items) for part in scale.subscales.values()), default=0) if by_subscale else scale.items_count
    if by_subscale and not scale.total.subscales:
        yield Flaw("/missing/rule", Problem.MISSING_NEEDS_SUBSCALES)
    elif rule is not MissingRule.NONE and not 0 < most < largest:
        yield Flaw("/missing", Problem.MISSING_LIMIT, {"field": field, "rule": rule.value, "largest": largest - 1})
    elif rule is MissingRule.NONE and most:
        yield Flaw("/missing/max_missing", Problem.MISSING_LIMIT, {"field": field, "rule": rule.value, "largest": 0})


def _check_in(scale: Scale) -> Iterator[Flaw]:
    """A school's own questions must not look like a clinical scale."""
    if scale.nature is not Nature.CHECK_IN:
        return
    clinical = {"/cutoffs": scale.cutoffs, "/risk_items": scale.risk_items, "/validity": scale.validity}
    yield from (Flaw(place, Problem.CHECK_IN_CLINICAL, {"field": place[1:]}) for place, found in clinical.items() if found)


def _no_such_score(place: str, name: str, known: Iterable[str]) -> Flaw:
    return Flaw(place, Problem.NO_SUCH_SCORE, {"name": name, "known": ", ".join(known)})
