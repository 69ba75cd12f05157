"""From the JSON of a definition that fits the schema to a `Scale`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from portal.screening.scales.definition import (
    Band,
    Cutoff,
    Derived,
    FlagLevel,
    Label,
    Licence,
    Method,
    Missing,
    MissingRule,
    Nature,
    Norm,
    Option,
    Part,
    RedFlag,
    Repeat,
    Respondent,
    Scale,
    Span,
    Total,
    Validity,
    Variant,
)

Raw: TypeAlias = Mapping[str, Any]
ALL = "all"


def with_variant(raw: Raw, name: str) -> Raw:
    """The definition with the parts its variant replaces; bands are replaced score by score. KeyError for an unknown name."""
    variant: Raw = raw["variants"][name]
    changed = {part: variant[part] for part in ("reverse_items", "cutoffs") if part in variant}
    return {**raw, **changed, "bands": {**raw["bands"], **variant.get("bands", {})}}


def build(raw: Raw) -> Scale:
    """A definition that fits the schema; whether it makes sense is asked by `checks`."""
    return Scale(
        id=raw["id"],
        version=raw["version"],
        nature=Nature(raw["nature"]),
        abbr=raw["abbr"],
        names=_label(raw["names"]),
        purpose=_label(raw.get("purpose", {})),
        timeframe=_label(raw.get("timeframe", {})),
        respondents=tuple(Respondent(**respondent) for respondent in raw["respondents"]),
        age=_span(raw.get("age", {})),
        grades=_span(raw["grades"]),
        online=raw["online"],
        items_count=raw["items_count"],
        options=tuple(Option(option["value"], _label(option)) for option in raw["options"]),
        codings={name: coding["add"] for name, coding in raw.get("codings", {}).items()},
        reverse_items=tuple(raw["reverse_items"]),
        subscales={name: Part(**_part(part)) for name, part in raw["subscales"].items()},
        total=_total(raw["total"], raw["items_count"]),
        derived={name: Derived(_label(part), part["formula"]) for name, part in raw["derived"].items()},
        validity={name: _validity(part) for name, part in raw["validity"].items()},
        bands={score: _bands(raw["bands"], score) for score in raw["bands"]},
        higher_is_better=raw.get("higher_is_better", False),
        cutoffs=tuple(Cutoff(**cutoff) for cutoff in raw["cutoffs"]),
        red_flags=tuple(_red_flag(flag) for flag in raw["red_flags"]),
        risk_items=tuple(raw["risk_items"]),
        missing=_missing(raw["missing"]),
        repeat=_repeat(raw.get("repeat", {})),
        norms=tuple(Norm(_label(norm), norm["least"], norm["percent"]) for norm in raw.get("norms", ())),
        variants={name: Variant(_label(part), part.get("note", "")) for name, part in raw.get("variants", {}).items()},
        licence=_licence(raw),
        notes=tuple(raw.get("notes", ())),
    )


def _label(raw: Raw) -> Label:
    return Label(raw.get("zh", ""), raw.get("en", ""))


def _span(raw: Raw) -> Span:
    return Span(raw.get("min", 0), raw.get("max"))


def _part(raw: Raw) -> dict[str, Any]:
    return {"label": _label(raw), "items": tuple(raw["items"]), "method": Method(raw["method"])}


def _validity(raw: Raw) -> Validity:
    return Validity(**_part(raw), op=raw["op"], value=raw["value"])


def _total(raw: Raw, items_count: int) -> Total:
    items = raw.get("items", ())
    listed = range(1, items_count + 1) if items == ALL else items
    return Total(tuple(listed), tuple(raw.get("subscales", ())), Method(raw["method"]))


def _bands(tables: Raw, score: str) -> tuple[Band, ...]:
    table = tables[score]
    if isinstance(table, str):
        table = tables.get(table, ())
    return () if isinstance(table, str) else tuple(_band(band) for band in table)


def _band(raw: Raw) -> Band:
    return Band(raw["min"], raw.get("max"), raw.get("below"), raw["key"], _label(raw), raw["attention"])


def _red_flag(raw: Raw) -> RedFlag:
    return RedFlag(raw["item"], raw["op"], raw["value"], FlagLevel(raw["level"]), _label(raw))


def _missing(raw: Raw) -> Missing:
    rule = MissingRule(raw["rule"])
    limit = "max_missing_per_subscale" if rule is MissingRule.PRORATE_SUBSCALE else "max_missing"
    return Missing(rule, raw.get(limit, 0), raw["source"])


def _repeat(raw: Raw) -> Repeat:
    return Repeat(raw.get("least_days", 0), raw.get("raised_days", 0))


def _licence(raw: Raw) -> Licence:
    licence, allowed = raw["licence"], raw["text_allowed"]
    return Licence(
        code=licence["code"],
        text=licence["text"],
        attribution=licence.get("attribution", ""),
        text_zh=allowed["zh"],
        text_en=allowed["en"],
        condition=allowed.get("condition", ""),
    )
