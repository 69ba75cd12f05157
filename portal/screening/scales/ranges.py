"""Between which values each score of a scale can lie, worked out from its items, options and formulas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal.screening.scales import formulas
from portal.screening.scales.definition import Method, Part, Scale


@dataclass(frozen=True)
class Range:
    """`whole` scores are whole numbers; the others are means."""

    least: float
    most: float
    whole: bool = True


def ranges(scale: Scale) -> Mapping[str, Range]:
    """The range of every score that can be banded: total, subscales, derived. Formulas that cannot be read are left out."""
    found = {name: _of_part(part, scale) for name, part in scale.subscales.items()}
    found["total"] = _of_total(scale, found)
    for name, derived in scale.derived.items():
        formula = formulas.parsed(derived.formula)
        if isinstance(formula, formulas.Count):
            found[name] = Range(0, scale.items_count)
        elif formula is not None and all(score in found for score in formula.scores):
            found[name] = _of_linear(formula, found)
    return found


def _of_part(part: Part, scale: Scale) -> Range:
    if part.method is Method.MEAN:
        return Range(scale.lowest, scale.highest, whole=False)
    return Range(len(part.items) * scale.lowest, len(part.items) * scale.highest)


def _of_total(scale: Scale, found: Mapping[str, Range]) -> Range:
    total = scale.total
    if total.items:
        return _of_part(Part(scale.names, total.items, total.method), scale)
    parts = [found[name] for name in total.subscales if name in found]
    least, most = sum(part.least for part in parts), sum(part.most for part in parts)
    if total.method is Method.MEAN and parts:
        return Range(least / len(parts), most / len(parts), whole=False)
    return Range(least, most, all(part.whole for part in parts))


def _of_linear(formula: formulas.Linear, found: Mapping[str, Range]) -> Range:
    parts = [found[score] for score in formula.scores]
    least, most = sum(part.least for part in parts), sum(part.most for part in parts)
    return Range(least * formula.times + formula.plus, most * formula.times + formula.plus, all(part.whole for part in parts))
