"""The rulebook of this house, read once when it opens, and the facts its domains supply."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from flask import Flask, current_app

from portal.core.contributions import Signal, SignalDefinition, Signals, registered
from portal.risk.reading import read_rules
from portal.risk.rulebook import Rulebook

FILE = Path(__file__).parent / "data" / "rules.toml"
AT_ONCE = 5000  # children a statement may name; databases bound the number of values


def install(app: Flask) -> None:
    """Read the rules over the facts of all domains; a broken file stops the program with the line and the remedy."""
    with app.app_context():
        app.extensions["rulebook"] = read_rules(FILE, supplied())


def rulebook() -> Rulebook:
    """The rules of this application."""
    found: Rulebook = current_app.extensions["rulebook"]
    return found


def _sources() -> Sequence[Signals]:
    return [signals for contributed in registered() for signals in contributed.signals]


def supplied() -> Mapping[str, SignalDefinition]:
    """Every fact a domain supplies, by name."""
    return {definition.name: definition for signals in _sources() for definition in signals.definitions}


def facts_of(child_ids: Sequence[int], day: date) -> Mapping[int, Mapping[str, Signal]]:
    """All facts of some children on a day; each domain answers in a fixed number of statements for every 5,000 children."""
    found: dict[int, dict[str, Signal]] = {child_id: {} for child_id in child_ids}
    for start in range(0, len(child_ids), AT_ONCE):
        block = child_ids[start : start + AT_ONCE]
        for signals in _sources():
            for child_id, facts in signals.read(block, day).items():
                if child_id in found:
                    found[child_id].update(facts)
    return found
