"""Reading a file of rules: every fault stops it, named with its line and the remedy."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.access.permissions import Tier
from portal.core.contributions import SignalDefinition, SignalKind, Source, Value, Worse
from portal.core.errors import CannotOpen, Words
from portal.risk.axes import Axis, Grade
from portal.risk.conditions import Condition
from portal.risk.parsing import Fault, Reader
from portal.risk.rulebook import NOTHING, Limit, Named, Rule, Rulebook

KEYS = frozenset("id axis when grade weight reason advice source source_words tier hard".split())


class BrokenRules(CannotOpen):
    """A file of rules that cannot be followed; the sentence names file, line, entry, field, fault and remedy."""


@dataclass(frozen=True)
class Place:
    """Where an entry stands in its file."""

    file: str
    lines: Sequence[str]
    kind: str
    number: int
    name: str = ""

    def line(self, key: str = "") -> int:
        """The line of a key of this entry, or of the entry itself."""
        heads = [at for at, line in enumerate(self.lines) if re.match(rf"\s*\[\[?{self.kind}\b", line)]
        start = heads[self.number] if self.number < len(heads) else 0
        for at in range(start + 1, len(self.lines)):
            if self.lines[at].lstrip().startswith("["):
                break
            if key and re.match(rf"\s*{re.escape(key)}\s*=", self.lines[at]):
                return at + 1
        return start + 1

    def broken(self, fault: str, key: str = "") -> BrokenRules:
        """The refusal for a fault at a key."""
        field = f", '{key}'" if key else ""
        return BrokenRules(f"{self.file}, line {self.line(key)}, {f'{self.kind} {self.name}'.strip()}{field}: {fault}")


def read_rules(path: Path, supplied: Mapping[str, SignalDefinition]) -> Rulebook:
    """The rulebook of a file over the facts that domains supply. Raises BrokenRules."""
    raw, lines = _raw(path)

    def places(kind: str) -> Iterator[tuple[Place, dict[str, Any]]]:
        for number, entry in enumerate(_entries(path.name, raw, kind)):
            yield Place(path.name, lines, kind, number, str(entry.get("id", ""))), entry

    facts = {definition.name: definition for definition in (_expected(*one) for one in places("fact"))} | dict(supplied)
    limits = _once([(place, _limit(place, entry)) for place, entry in places("limit")])
    parts = _once([(place, _part(place, entry)) for place, entry in places("part")])
    reader = Reader(facts, limits, {name: part.when for name, part in parts.items()})
    for place, entry in places("part"):
        _condition(place, reader, entry, (entry["id"],))
    rules = _once([(place, _rule(place, entry, reader)) for place, entry in places("rule")])
    if not rules:
        raise BrokenRules(f"{path.name}, line 1: there is no rule; write at least one [[rule]]")
    whole = Place(path.name, lines, "unassessed", 0)
    if not isinstance(raw.get("unassessed", {}), dict):
        raise whole.broken("this stands once in a file; write [unassessed]")
    unassessed = _condition(whole, reader, raw["unassessed"]) if "unassessed" in raw else None
    return Rulebook(list(rules.values()), limits, facts, frozenset(supplied), unassessed)


def _raw(path: Path) -> tuple[Mapping[str, Any], Sequence[str]]:
    """What stands in a file, and its lines."""
    try:
        text = path.read_text(encoding="utf-8")
        return tomllib.loads(text), text.splitlines()
    except tomllib.TOMLDecodeError as broken:
        raise BrokenRules(f"{path.name}: not readable as TOML: {broken}; put it right at that place") from broken
    except (OSError, UnicodeDecodeError) as broken:
        raise BrokenRules(f"{path.name}: not readable as a UTF-8 text; put the file back as it was delivered") from broken


def _entries(file: str, raw: Mapping[str, Any], kind: str) -> Sequence[dict[str, Any]]:
    found = raw.get(kind, [])
    if not isinstance(found, list) or not all(isinstance(entry, dict) for entry in found):
        raise BrokenRules(f"{file}: '{kind}' is no list of entries; begin each with [[{kind}]]")
    return found


@dataclass(frozen=True)
class Part:
    """A named condition that others use."""

    id: str
    when: str


def _part(place: Place, entry: Mapping[str, Any]) -> Part:
    return Part(_text(place, entry, "id"), _text(place, entry, "when", empty=True))


def _once(found: Sequence[tuple[Place, Any]]) -> dict[str, Any]:
    by_id: dict[str, Any] = {}
    for place, one in found:
        if one.id in by_id:
            raise place.broken(f"the id {one.id} stands twice; give one of them another", "id")
        by_id[one.id] = one
    return by_id


def _rule(place: Place, entry: Mapping[str, Any], reader: Reader) -> Rule:
    for key in entry:
        if key not in KEYS:
            raise place.broken(f"a rule has no '{key}'; it has {', '.join(sorted(KEYS))}", key)
    rule_id = _text(place, entry, "id")
    hard, grade = entry.get("hard", False), _number(place, entry, "grade", 1, 3)
    if not isinstance(hard, bool):
        raise place.broken("'hard' is true or false", "hard")
    if hard and grade != Grade.CLOSE:
        raise place.broken("a hard trigger outranks all others; its grade is 1", "grade")
    condition = _condition(place, reader, entry)
    tier = Tier(_among(place, entry, "tier", Tier))
    for fact in {leaf.fact for leaf in condition.leaves()}:
        if list(Tier).index(reader.facts[fact].tier) > list(Tier).index(tier):
            raise place.broken(f'{fact} is more closely kept than this rule; set tier = "{reader.facts[fact].tier}"', "tier")
    return Rule(
        id=rule_id,
        axis=Axis(_among(place, entry, "axis", Axis)),
        text=entry["when"],
        condition=condition,
        reason=_named(place, entry, "reason"),
        advice=_named(place, entry, "advice"),
        grade=Grade(grade),
        weight=_number(place, entry, "weight", 1, 100),
        source=Source(_among(place, entry, "source", Source)),
        source_words=_named(place, entry, "source_words") if "source_words" in entry else NOTHING,
        tier=tier,
        hard=hard,
    )


def _limit(place: Place, entry: Mapping[str, Any]) -> Limit:
    least = _number(place, entry, "least", 0, 100_000)
    most = _number(place, entry, "most", least, 100_000)
    default = _number(place, entry, "default", least, most)
    unit = _named(place, entry, "unit") if "unit" in entry else NOTHING
    return Limit(_text(place, entry, "id"), _named(place, entry, "name"), default, least, most, unit)


def _expected(place: Place, entry: Mapping[str, Any]) -> SignalDefinition:
    """A fact that some domain will supply, so that rules over it can be written before it does."""
    label = _named(place, entry, "label")

    def evidence(_value: Value, _detail: str) -> Words:
        return label

    return SignalDefinition(
        _text(place, entry, "id"),
        label,
        SignalKind(_among(place, entry, "kind", SignalKind)),
        evidence,
        Tier(_among(place, entry, "tier", Tier)),
        Worse(_among(place, entry, "worse", Worse)),
    )


def _condition(place: Place, reader: Reader, entry: Mapping[str, Any], within: tuple[str, ...] = ()) -> Condition:
    try:
        return reader.read(_text(place, entry, "when", empty=True), within)
    except Fault as fault:
        raise place.broken(str(fault), "when") from fault


def _text(place: Place, entry: Mapping[str, Any], key: str, *, empty: bool = False) -> str:
    found = entry.get(key)
    if not isinstance(found, str) or not (found.strip() or empty):
        raise place.broken(f"'{key}' is missing or no text; write {key} = \"...\"", key)
    return found


def _named(place: Place, entry: Mapping[str, Any], key: str) -> Named:
    found = entry.get(key)
    if not isinstance(found, dict) or not all(isinstance(found.get(one), str) and found[one].strip() for one in ("zh", "en")):
        raise place.broken(f'\'{key}\' is missing in one of the languages; write {key} = {{ zh = "...", en = "..." }}', key)
    return Named(found["zh"], found["en"])


def _number(place: Place, entry: Mapping[str, Any], key: str, least: int, most: int) -> int:
    found = entry.get(key)
    if isinstance(found, bool) or not isinstance(found, int):
        raise place.broken(f"'{key}' should be a whole number from {least} to {most}, not {found!r}", key)
    if not least <= found <= most:
        raise place.broken(f"'{key}' is {found}; it lies between {least} and {most}", key)
    return found


def _among(place: Place, entry: Mapping[str, Any], key: str, kinds: Any) -> str:
    found, known = entry.get(key), [str(one) for one in kinds]
    if found not in known:
        raise place.broken(f"'{key}' is {found!r}; choose one of {', '.join(known)}", key)
    return str(found)
