"""From the text of a condition to its tree: every fault is told in words, with what to write instead."""

from __future__ import annotations

import ast
from collections.abc import Collection, Mapping, Sequence

from portal.core.contributions import SignalDefinition, SignalKind, Value, Worse
from portal.risk.conditions import Both, Compares, Condition, Either, Holds, Leaf, Unknown

SIGNS: Mapping[type[ast.cmpop], str] = {
    ast.GtE: ">=", ast.LtE: "<=", ast.Gt: ">", ast.Lt: "<", ast.Eq: "==", ast.NotEq: "!=",
}  # fmt: skip
LONGEST = 400  # characters; whoever needs more has two rules
OPPOSITE = {">=": "<", "<=": ">", ">": "<=", "<": ">=", "==": "!=", "!=": "=="}
DIRECTION = {">=": Worse.MORE, ">": Worse.MORE, "<=": Worse.LESS, "<": Worse.LESS}


class Fault(ValueError):
    """What is wrong with a condition, and the remedy."""


class Reader:
    """Reads conditions over known facts, limits and named parts; parts may use parts, never themselves."""

    def __init__(self, facts: Mapping[str, SignalDefinition], limits: Collection[str], parts: Mapping[str, str]) -> None:
        self.facts, self.limits, self.parts = facts, limits, parts

    def read(self, text: str, within: Sequence[str] = ()) -> Condition:
        """The tree of a condition. Raises Fault."""
        return self._tree(_parsed(text), True, tuple(within))

    def _tree(self, node: ast.expr, wanted: bool, within: tuple[str, ...]) -> Condition:
        """`wanted` is False under a not: it is carried down to the facts, so that no tree needs one."""
        if isinstance(node, ast.BoolOp):
            parts = tuple(self._tree(part, wanted, within) for part in node.values)
            return Both(parts) if isinstance(node.op, ast.And) is wanted else Either(parts)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return self._tree(node.operand, not wanted, within)
        if isinstance(node, ast.Compare):
            return self._comparison(node, wanted)
        if isinstance(node, ast.Call):
            return self._unknown(node, wanted)
        return self._named(_name(node), wanted, within)

    def _named(self, name: str, wanted: bool, within: tuple[str, ...]) -> Condition:
        kind, _dot, part = name.partition(".")
        if kind != "part":
            if self._fact(name).kind is not SignalKind.TRUTH:
                raise Fault(f"{name} is no yes or no; compare it, such as {name} >= 2")
            return self._monotone(Holds(name, wanted), Worse.YES if wanted else Worse.NO)
        if part not in self.parts:
            raise Fault(f"there is no part {part}; the parts are: {', '.join(self.parts) or 'none'}")
        if part in within:
            raise Fault(f"the parts run in a circle: {' -> '.join((*within, part))}; take one of them out")
        return self._tree(_parsed(self.parts[part]), wanted, (*within, part))

    def _comparison(self, node: ast.Compare, wanted: bool) -> Condition:
        sign = SIGNS.get(type(node.ops[0]))
        if len(node.ops) != 1 or sign is None:
            raise Fault("compare one fact with one number: >=, <=, >, <, ==, !=")
        name, how = _name(node.left), sign if wanted else OPPOSITE[sign]
        definition = self._fact(name)
        limit, constant = self._right(node.comparators[0])
        _check_kind(definition, constant, limit, how)
        return self._monotone(Compares(name, how, constant, limit), DIRECTION.get(how))

    def _right(self, node: ast.expr) -> tuple[str, Value]:
        if isinstance(node, ast.Constant) and isinstance(node.value, bool | int | str):
            return "", node.value
        name = _name(node) if isinstance(node, ast.Attribute) else ""
        kind, _dot, limit = name.partition(".")
        if kind != "limit":
            raise Fault("at the right of a comparison stands a whole number, a word, or limit.NAME")
        if limit not in self.limits:
            raise Fault(f"there is no limit {limit}; the limits are: {', '.join(self.limits) or 'none'}")
        return limit, 0

    def _unknown(self, node: ast.Call, wanted: bool) -> Condition:
        if not (isinstance(node.func, ast.Name) and node.func.id == "unknown" and len(node.args) == 1 and not node.keywords):
            raise Fault("the only question in brackets is unknown(fact)")
        if not wanted:
            raise Fault("not unknown(...) would let a child fall when a fact is lost; ask for the fact itself")
        name = _name(node.args[0])
        self._fact(name)
        return Unknown(name)

    def _fact(self, name: str) -> SignalDefinition:
        found = self.facts.get(name)
        if found is None:
            near = [known for known in self.facts if known.partition(".")[0] == name.partition(".")[0]]
            raise Fault(f"no domain knows the fact {name}; it could be {', '.join(near or list(self.facts)[:8]) or 'declared'}")
        return found

    def _monotone(self, leaf: Leaf, direction: Worse | None) -> Leaf:
        """Refuse what would make a grade fall when the fact worsens."""
        worse = self.facts[leaf.fact].worse
        if worse is not Worse.NEITHER and worse is not direction:
            raise Fault(f"{leaf.fact} is worse in the direction '{worse}'; a rule that holds the other way would let a grade fall")
        return leaf


def _parsed(text: str) -> ast.expr:
    if not text.strip():
        raise Fault("the condition is empty; write what must hold, such as children.parents_away >= 2")
    if len(text) > LONGEST:
        raise Fault(f"the condition is longer than {LONGEST} characters; make parts of it")
    try:
        return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as broken:
        raise Fault(f"'{text}' cannot be read; use facts, numbers, and, or, not, brackets") from broken


def _check_kind(definition: SignalDefinition, constant: Value, limit: str, how: str) -> None:
    name, kind = definition.name, definition.kind
    if kind is SignalKind.TRUTH:
        raise Fault(f"{name} is a yes or no; write {name} or not {name}")
    if kind is SignalKind.NUMBER and not limit and (isinstance(constant, bool) or not isinstance(constant, int)):
        raise Fault(f"{name} is a whole number and cannot be compared with {constant!r}")
    if kind is SignalKind.WORD and (limit or how not in ("==", "!=") or constant not in definition.choices):
        raise Fault(f"{name} is one of {', '.join(definition.choices)}; write {name} == '{(*definition.choices, '')[0]}'")


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return f"{node.value.id}.{node.attr}"
    raise Fault(f"'{ast.unparse(node)}' is no fact; a fact has a domain and a name, such as contact.days_since_last")
