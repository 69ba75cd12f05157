"""Answers somebody must hear of: worked out first, on raw answers, whatever else is wrong with the sheet."""

from __future__ import annotations

from collections.abc import Mapping

from portal.screening.scales.definition import COMPARISONS, FlagLevel, Scale

RISK_ITEM_MISSING = "risk_item_missing"


class FlagRules:
    """The red flags of a scale."""

    def __init__(self, scale: Scale) -> None:
        self._rules = [(flag.item, COMPARISONS[flag.op], flag.value, f"{flag.level.value}:{flag.item}") for flag in scale.red_flags]
        self._risk = [(item, f"{RISK_ITEM_MISSING}:{item}") for item in scale.risk_items]

    def raised(self, answered: Mapping[int, int]) -> tuple[str, ...]:
        """`level:item` and `risk_item_missing:item`, sorted as text. `answered` holds the raw answers in range."""
        found = {text for item, compare, value, text in self._rules if item in answered and compare(answered[item], value)}
        found |= {text for item, text in self._risk if item not in answered}
        return tuple(sorted(found))


def is_instant(flag: str) -> bool:
    """Whether this flag must reach somebody on duty now."""
    return flag.startswith(f"{FlagLevel.INSTANT.value}:")
