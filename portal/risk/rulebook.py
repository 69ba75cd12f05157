"""The rules in force: what they look at, what they say, where they come from; and what this school changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import get_locale

from portal.access.permissions import Tier
from portal.core.contributions import SignalDefinition, Source
from portal.risk.axes import Axis, Grade
from portal.risk.conditions import Condition


@dataclass(frozen=True)
class Named:
    """A sentence in both languages; `str` is the reader's."""

    zh: str
    en: str

    def __str__(self) -> str:
        locale = get_locale()
        return self.zh if locale is None or locale.language == "zh" else self.en


NOTHING = Named("", "")


@dataclass(frozen=True)
class Limit:
    """A number in the rules that a school may set within bounds."""

    id: str
    name: Named
    default: int
    least: int
    most: int
    unit: Named = NOTHING


@dataclass(frozen=True)
class Rule:
    """One rule. `hard` outranks everything and raises an alarm; `advice` is what to do, for those who may not read why."""

    id: str
    axis: Axis
    text: str
    condition: Condition
    reason: Named
    advice: Named
    grade: Grade
    weight: int
    source: Source
    source_words: Named
    tier: Tier
    hard: bool = False

    @property
    def facts(self) -> Sequence[str]:
        """Every fact it asks about, in order, once."""
        return list(dict.fromkeys(leaf.fact for leaf in self.condition.leaves()))


@dataclass(frozen=True)
class Rulebook:
    """All rules of a file. `supplied` are facts a domain really gives; a rule over others waits until one does."""

    rules: Sequence[Rule]
    limits: Mapping[str, Limit]
    facts: Mapping[str, SignalDefinition]
    supplied: frozenset[str]
    unassessed: Condition | None = None

    def rule(self, rule_id: str) -> Rule | None:
        """A rule by id, None when this file has none such."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def waits_for(self, rule: Rule) -> Sequence[str]:
        """Facts of a rule that no domain supplies yet."""
        return [fact for fact in rule.facts if fact not in self.supplied]


@dataclass(frozen=True)
class Choices:
    """What the school changed: rules switched off and numbers set."""

    off: Collection[str] = frozenset()
    limits: Mapping[str, int] = field(default_factory=dict)

    def numbers(self, book: Rulebook) -> Mapping[str, int]:
        """Every limit of the book as it holds here; what lies outside its bounds counts as not set."""
        return {
            name: self.limits[name] if name in self.limits and limit.least <= self.limits[name] <= limit.most else limit.default
            for name, limit in book.limits.items()
        }

    def in_force(self, book: Rulebook) -> Sequence[Rule]:
        """Rules that speak: supplied with facts and not switched off; hard ones cannot be."""
        return [rule for rule in book.rules if (rule.hard or rule.id not in self.off) and not book.waits_for(rule)]
