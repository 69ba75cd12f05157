"""Rules, changes and ladders in words."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.risk.conditions import Both, Compares, Condition, Either, Holds, Leaf, Unknown
from portal.risk.queries.choices import Change
from portal.risk.rulebook import Rulebook
from portal.risk.rules import Rung

RUNG_WORDS: Mapping[int, Words] = {
    Rung.HOMEROOM: _l("Homeroom teacher"),
    Rung.LEAD: _l("Safeguarding lead"),
    Rung.PRINCIPAL: _l("Principal"),
}


def condition_words(book: Rulebook, condition: Condition, numbers: Mapping[str, int]) -> str:
    """A condition as a sentence of the facts' own names."""
    if isinstance(condition, Both):
        return _("; ").join(condition_words(book, part, numbers) for part in condition.parts)
    if isinstance(condition, Either):
        return _(" or ").join(condition_words(book, part, numbers) for part in condition.parts)
    return _leaf_words(book, condition, numbers) if isinstance(condition, Leaf) else ""


def _leaf_words(book: Rulebook, leaf: Leaf, numbers: Mapping[str, int]) -> str:
    definition = book.facts[leaf.fact]
    if isinstance(leaf, Unknown):
        return _("nobody has written down: %(fact)s", fact=definition.label)
    if isinstance(leaf, Holds):
        supplied = leaf.fact in book.supplied
        if supplied:
            return str(definition.evidence(leaf.wanted, ""))
        return str(definition.label) if leaf.wanted else _("not: %(fact)s", fact=definition.label)
    number = numbers[leaf.limit] if isinstance(leaf, Compares) and leaf.limit else getattr(leaf, "constant", "")
    return _compared(str(getattr(leaf, "how", "")), definition.label, number)


def _compared(how: str, fact: Words, number: object) -> str:
    said = {
        ">=": _("%(fact)s: %(number)s or more", fact=fact, number=number),
        "<=": _("%(fact)s: at most %(number)s", fact=fact, number=number),
        ">": _("%(fact)s: more than %(number)s", fact=fact, number=number),
        "<": _("%(fact)s: less than %(number)s", fact=fact, number=number),
        "==": _("%(fact)s: %(number)s", fact=fact, number=number),
    }
    return said.get(how) or _("%(fact)s: not %(number)s", fact=fact, number=number)


def change_words(book: Rulebook, change: Change) -> str:
    """What was changed, by the names people know."""
    kind, _colon, name = change.name.partition(":")
    if kind == "limit":
        limit = book.limits.get(name)
        return _("%(name)s: %(value)s", name=limit.name if limit else name, value=change.value)
    rule = book.rule(name)
    words = rule.reason if rule else name
    return _("Switched off: %(rule)s", rule=words) if change.value == "off" else _("Switched on: %(rule)s", rule=words)
