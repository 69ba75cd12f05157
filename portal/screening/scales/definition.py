"""A scale's definition as it is written in its file; docs/adding-a-scale.md explains every field."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Nature(StrEnum):
    """SCREEN: symptoms or well-being. STRENGTH: no symptom scale. CHECK_IN: the school's own questions, no clinical scale."""

    SCREEN = "screen"
    STRENGTH = "strength"
    CHECK_IN = "check_in"


class Method(StrEnum):
    SUM = "sum"
    MEAN = "mean"


class MissingRule(StrEnum):
    """What happens to unanswered items: void, estimated from the sheet or the subscale, or counted as nought."""

    NONE = "none"
    PRORATE_MEAN = "prorate_mean"
    PRORATE_SUBSCALE = "prorate_subscale"
    BLANK_AS_ZERO = "blank_as_zero"


class FlagLevel(StrEnum):
    """INSTANT: somebody on duty must hear of it now. SOFT: worth a question soon."""

    INSTANT = "instant"
    SOFT = "soft"


COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {">=": operator.ge, "<=": operator.le, "==": operator.eq}


@dataclass(frozen=True)
class Label:
    """The same words in both languages."""

    zh: str
    en: str

    def in_language(self, locale: str) -> str:
        """Chinese for every kind of Chinese, English otherwise."""
        return self.zh if locale.startswith("zh") else self.en


@dataclass(frozen=True)
class Span:
    """From `least` to `most`; None is open."""

    least: int
    most: int | None


@dataclass(frozen=True)
class Respondent:
    who: str
    min_age: int = 0


@dataclass(frozen=True)
class Option:
    value: int
    label: Label


@dataclass(frozen=True)
class Part:
    """Items counted together: a subscale."""

    label: Label
    items: tuple[int, ...]
    method: Method


@dataclass(frozen=True)
class Validity(Part):
    """A part that tells whether the sheet can be read: it fails when the comparison holds."""

    op: str
    value: float


@dataclass(frozen=True)
class Total:
    """Counted over items or over subscales; exactly one of the two is filled."""

    items: tuple[int, ...]
    subscales: tuple[str, ...]
    method: Method


@dataclass(frozen=True)
class Derived:
    """A score worked out from others; `formulas` reads the text."""

    label: Label
    formula: str


@dataclass(frozen=True)
class Band:
    """From `least` up to and with `most`, or up to but without `below`; one of the two is None."""

    least: float
    most: float | None
    below: float | None
    key: str
    label: Label
    attention: int


@dataclass(frozen=True)
class Cutoff:
    """A score that reaches `value`, or falls into `band`. `score` may be "any_subscale"."""

    score: str
    op: str = ""
    value: float = 0
    band: str = ""


@dataclass(frozen=True)
class RedFlag:
    item: int
    op: str
    value: int
    level: FlagLevel
    label: Label


@dataclass(frozen=True)
class Missing:
    """`most` is the number of unanswered items (of the sheet, or of each subscale) that can still be made good."""

    rule: MissingRule
    most: int
    source: str


@dataclass(frozen=True)
class Repeat:
    """In days, 0 where nothing is said: no sooner than `least`; `raised` is proposed after attention 3, after a talk."""

    least: int
    raised: int


@dataclass(frozen=True)
class Norm:
    """What is known of other pupils: `percent` of them reach `least` in the headline score."""

    label: Label
    least: float
    percent: float


@dataclass(frozen=True)
class Variant:
    """A published other way to read the same answers; it replaces parts of the definition."""

    label: Label
    note: str


@dataclass(frozen=True)
class Licence:
    """Who owns the wording. `text_zh` and `text_en` tell whether it may be passed on with the portal."""

    code: str
    text: str
    attribution: str
    text_zh: bool
    text_en: bool
    condition: str


@dataclass(frozen=True)
class Scale:
    """Everything a file says. Tables of bands are resolved: a shared table stands under each of its scores."""

    id: str
    version: int
    nature: Nature
    abbr: str
    names: Label
    purpose: Label
    timeframe: Label
    respondents: tuple[Respondent, ...]
    age: Span
    grades: Span
    online: bool
    items_count: int
    options: tuple[Option, ...]
    codings: Mapping[str, int]
    reverse_items: tuple[int, ...]
    subscales: Mapping[str, Part]
    total: Total
    derived: Mapping[str, Derived]
    validity: Mapping[str, Validity]
    bands: Mapping[str, tuple[Band, ...]]
    higher_is_better: bool
    cutoffs: tuple[Cutoff, ...]
    red_flags: tuple[RedFlag, ...]
    risk_items: tuple[int, ...]
    missing: Missing
    repeat: Repeat
    norms: tuple[Norm, ...]
    variants: Mapping[str, Variant]
    licence: Licence
    notes: tuple[str, ...]

    @property
    def lowest(self) -> int:
        return min(option.value for option in self.options)

    @property
    def highest(self) -> int:
        return max(option.value for option in self.options)

    @property
    def coding(self) -> str:
        """How answers are coded here, such as "0-3"."""
        return f"{self.lowest}-{self.highest}"
