"""Indicators and returns as the data files define them; checked when first read, with the place of every fault."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from flask_babel import get_locale

from portal.core.contributions import Source

FOLDER = Path(__file__).parent / "data"
DIMENSIONS = ("grade", "sex", "boarding")


class BrokenDefinition(ValueError):
    """A data file says something nobody can count by; the sentence names file, entry and fault."""


@dataclass(frozen=True)
class Named:
    """A name in both languages; `str` is the reader's."""

    zh: str
    en: str

    def __str__(self) -> str:
        locale = get_locale()
        return self.zh if locale is None or locale.language == "zh" else self.en


@dataclass(frozen=True)
class Indicator:
    """One defined figure: a child counts when it is in every set of `numerator` and fits `where`."""

    id: str
    name: Named
    definition: Named
    numerator: Sequence[str]
    breakdowns: Sequence[str]
    level: Source
    source: Named
    denominator: str = ""
    within: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    left_behind: str = ""
    unit: str = "child"

    def sets(self, definition: str) -> Sequence[str]:
        """The sets of children it names when the return uses this definition of left-behind."""
        return [name.replace("{definition}", definition) for name in self.numerator]

    def definition_used(self, definition: str) -> str:
        """A to D, or nothing where left-behind plays no part."""
        return definition if self.left_behind == "return" else self.left_behind


@dataclass(frozen=True)
class Balance:
    """A rule the figures of a return must keep."""

    id: str
    kind: str
    dimension: str = ""
    whole: str = ""
    parts: Sequence[str] = ()
    of: Sequence[str] = ()

    @property
    def named(self) -> Sequence[str]:
        """Every indicator the rule speaks of."""
        return [*filter(None, [self.whole]), *self.parts, *self.of]


@dataclass(frozen=True)
class ReturnForm:
    """One return: its name, its indicators in order, its balances."""

    id: str
    name: Named
    every: str
    indicators: Sequence[Indicator]
    balances: Sequence[Balance]

    def indicator(self, name: str) -> Indicator | None:
        """The indicator of this return, None when it has no such line."""
        return next((found for found in self.indicators if found.id == name), None)


def as_counted(form: ReturnForm, kept: Mapping[str, Any]) -> ReturnForm:
    """The return with its indicators as they read when it was counted, from what was kept of them then."""
    return replace(form, indicators=[_kept(raw) for raw in kept.values()])


def _kept(raw: Mapping[str, Any]) -> Indicator:
    names = {key: Named(**raw[key]) for key in ("name", "definition", "source")}
    lists = {key: tuple(raw[key]) for key in ("numerator", "breakdowns")}
    return Indicator(**{**raw, **names, **lists, "level": Source(raw["level"])})


@cache
def indicators() -> Mapping[str, Indicator]:
    """Every indicator this portal knows, by id."""
    return read_indicators(FOLDER / "indicators.toml")


@cache
def return_forms() -> Mapping[str, ReturnForm]:
    """Every return this portal makes, by id."""
    return read_returns(FOLDER / "returns.toml", indicators())


def read_indicators(path: Path) -> Mapping[str, Indicator]:
    """Raises BrokenDefinition when the file does not keep to its schema or names an indicator that is not there."""
    found = [_indicator(raw) for raw in _checked(path, "indicators.schema.json")["indicator"]]
    by_id = {indicator.id: indicator for indicator in found}
    if len(by_id) < len(found):
        raise BrokenDefinition(f"{path.name}: an id stands twice among {', '.join(one.id for one in found)}")
    for indicator in found:
        _all_known(path, indicator.id, [*filter(None, [indicator.denominator, indicator.within])], by_id)
    return by_id


def read_returns(path: Path, known: Mapping[str, Indicator]) -> Mapping[str, ReturnForm]:
    """Raises BrokenDefinition when the file does not keep to its schema or speaks of an indicator the return has not."""
    return {raw["id"]: _return_form(path, raw, known) for raw in _checked(path, "returns.schema.json")["return"]}


def _return_form(path: Path, raw: Any, known: Mapping[str, Indicator]) -> ReturnForm:
    _all_known(path, raw["id"], raw["indicators"], known)
    balances = [Balance(**balance) for balance in raw["balance"]]
    for balance in balances:
        _all_known(path, f"{raw['id']}.{balance.id}", balance.named, raw["indicators"])
    return ReturnForm(raw["id"], Named(raw["zh"], raw["en"]), raw["every"], [known[name] for name in raw["indicators"]], balances)


def _indicator(raw: Any) -> Indicator:
    plain = {name: raw[name] for name in ("denominator", "within", "where", "left_behind", "unit") if name in raw}
    return Indicator(
        id=raw["id"],
        name=Named(raw["zh"], raw["en"]),
        definition=Named(raw["definition_zh"], raw["definition_en"]),
        numerator=tuple(raw["numerator"]),
        breakdowns=tuple(raw["breakdowns"]),
        level=Source(raw["level"]),
        source=Named(raw["source_zh"], raw["source_en"]),
        **plain,
    )


def _all_known(path: Path, where: str, named: Sequence[str], known: Mapping[str, Any] | Sequence[str]) -> None:
    for name in named:
        if name not in known:
            raise BrokenDefinition(f"{path.name}: {where} speaks of “{name}”, which is not among the indicators it may use")


def _checked(path: Path, schema: str) -> Any:
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as broken:
        raise BrokenDefinition(f"{path.name}: {broken}") from broken
    faults = list(_faults(raw, schema))
    if faults:
        raise BrokenDefinition(f"{path.name}: " + "; ".join(faults))
    return raw


def _faults(raw: Any, schema: str) -> Iterator[str]:
    from jsonschema import Draft202012Validator

    rules = json.loads((FOLDER / schema).read_text(encoding="utf-8"))
    for error in Draft202012Validator(rules).iter_errors(raw):
        place = " › ".join(_step(raw, error.absolute_path, depth) for depth in range(len(error.absolute_path)))
        yield f"{place or 'file'}: {error.message}"


def _step(raw: Any, path: Sequence[Any], depth: int) -> str:
    """A step of the place of a fault; entries of a list are called by their id."""
    entry: Any = raw
    for step in list(path)[: depth + 1]:
        entry = entry[step]
    return str(entry["id"]) if isinstance(entry, dict) and "id" in entry else str(list(path)[depth])
