"""The journal holds only events that a domain has declared, and every declared one is recorded somewhere."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module

from portal.domains import CONTRIBUTIONS
from tests.house.sources import Source, called, python, text_of, told

Recorded = tuple[Source, ast.Call, ast.expr]


def recordings() -> Iterator[Recorded]:
    """Every call of record(), with what it names; where a function hands an argument on, every call of that function."""
    for source in python():
        if source.name == "portal/journal/operations.py":
            continue
        handed_on: dict[str, int] = {}
        for function in source.functions():
            parameters = [argument.arg for argument in function.args.args]
            for call in recorded_in(function):
                if isinstance(call.args[0], ast.Name) and call.args[0].id in parameters:
                    handed_on[function.name] = parameters.index(call.args[0].id)
                else:
                    yield source, call, call.args[0]
        for call in source.calls():
            place = handed_on.get(called(call))
            if place is not None and len(call.args) > place:
                yield source, call, call.args[place]


def recorded_in(function: ast.FunctionDef) -> Iterator[ast.Call]:
    yield from (node for node in ast.walk(function) if isinstance(node, ast.Call) and called(node) == "record" and node.args)


def names(node: ast.expr, source: Source) -> Iterator[str | None]:
    """The events an argument may stand for: texts, choices between them, constants; None where that cannot be read."""
    if isinstance(node, ast.IfExp):
        yield from names(node.body, source)
        yield from names(node.orelse, source)
    elif isinstance(node, ast.Name) and node.id.isupper():
        yield getattr(import_module(source.module), node.id, None)
    else:
        yield text_of(node)


def declared() -> set[str]:
    return {event.name for contributed in CONTRIBUTIONS for event in contributed.events}


def test_every_recorded_event_is_written_out() -> None:
    found = [source.at(call) for source, call, node in recordings() if None in set(names(node, source))]
    assert not found, told(found, 'name the event as text, record("domain.what_happened", ...), so that it can be found')


def test_every_recorded_event_is_declared() -> None:
    known = declared()
    found = [
        f"{source.at(call)} {name}"
        for source, call, node in recordings()
        for name in names(node, source)
        if name is not None and name not in known
    ]
    assert not found, told(found, "declare it in the domain's contributions.py")


def test_every_declared_event_is_recorded_somewhere() -> None:
    recorded = {name for source, _call, node in recordings() for name in names(node, source)}
    found = sorted(declared() - recorded)
    assert not found, told(found, "record it where it happens, or take the declaration out")
