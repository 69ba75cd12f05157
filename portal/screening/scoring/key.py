"""A scale made ready for scoring: everything that is the same for every sheet is worked out once."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TypeAlias, cast

from portal.screening.scales.definition import COMPARISONS, MissingRule, Scale
from portal.screening.scales.library import scale as known_scale
from portal.screening.scoring.bands import BandTable
from portal.screening.scoring.cutoffs import CutoffRules
from portal.screening.scoring.derived import computed
from portal.screening.scoring.flags import FlagRules
from portal.screening.scoring.parts import Group, WholeSheet, repair_of
from portal.screening.scoring.result import Status

#: Item number to raw answer; an unanswered item is absent or None.
Answers: TypeAlias = Mapping[int, float | None]


class Key:
    """The parts of a scale that `sheet.score` walks through."""

    def __init__(self, scale: Scale) -> None:
        repair = repair_of(scale.missing)
        groups = {**scale.subscales, **scale.validity}
        self.scale = scale
        self.items = frozenset(range(1, scale.items_count + 1))
        self.flags = FlagRules(scale)
        self.groups = {name: Group(part.items, part.method, repair) for name, part in groups.items()}
        self.total = WholeSheet(scale.total, repair)
        self.derived = {name: computed(part.formula) for name, part in scale.derived.items()}
        self.fails = {name: (COMPARISONS[part.op], part.value) for name, part in scale.validity.items()}
        self.bands = {name: BandTable(table) for name, table in scale.bands.items()}
        self.cutoffs = CutoffRules(scale)
        self.repaired = Status.BLANK_AS_ZERO if scale.missing.rule is MissingRule.BLANK_AS_ZERO else Status.PRORATED
        self._options: Mapping[float | None, int] = {option.value: option.value for option in scale.options}
        self._reversed = scale.reverse_items
        self._mirror = scale.lowest + scale.highest

    def in_range(self, answers: Answers) -> Mapping[int, int]:
        """The answers that are among the options, as whole numbers (1.0 is 1)."""
        options = self._options
        if options.keys() >= set(answers.values()) and {*map(type, answers.values())} == {int}:
            return cast("Mapping[int, int]", answers)  # nearly every sheet; walking its hundred items would take half of all time
        return {item: options[value] for item, value in answers.items() if value in options}

    def scored(self, answered: Mapping[int, int]) -> Mapping[int, int]:
        """Raw answers in the direction they count: reversed items mirrored between the lowest and the highest option."""
        if not self._reversed:
            return answered
        turned = {item: self._mirror - answered[item] for item in self._reversed if item in answered}
        return {**answered, **turned}

    def is_void(self, missing: int) -> bool:
        """Whether so many blanks leave nothing to score; where subscales stand for themselves, each decides alone."""
        rule = self.scale.missing
        return rule.rule is not MissingRule.PRORATE_SUBSCALE and missing > rule.most


@cache
def key_of(name: str, variant: str = "") -> Key:
    """The key of a known scale, compiled once per process; raises like `library.scale`."""
    return Key(known_scale(name, variant))
