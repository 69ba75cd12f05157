"""A definition file becomes a `Scale`, or is refused with every flaw and the line it stands on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from portal.screening.scales.building import Raw, build, with_variant
from portal.screening.scales.checks import meaning_flaws
from portal.screening.scales.definition import Scale
from portal.screening.scales.flaws import BrokenDefinition, Flaw, Problem
from portal.screening.scales.places import Places, pointer
from portal.screening.scales.schema import form_flaws


def read_scale(path: Path, variant: str = "") -> Scale:
    """The scale of one file, or one of its variants; BrokenDefinition tells every flaw, KeyError an unknown variant."""
    raw = read_raw(path)
    return build(with_variant(raw, variant) if variant else raw)


def read_raw(path: Path) -> Raw:
    """The checked content of a definition file."""
    text = _text(path)
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as broken:
        flaw = Flaw("", Problem.NOT_JSON, {"column": broken.colno}, broken.lineno)
        raise BrokenDefinition(path.name, [flaw]) from broken
    places = Places(text)
    flaws = [Flaw(place, Problem.REPEATED, {"field": place.rpartition("/")[2]}, line) for place, line in places.repeated]
    flaws += _placed(form_flaws(raw), places)
    if not flaws:
        flaws += _placed(_meaning(raw, path.stem), places)
    if flaws:
        raise BrokenDefinition(path.name, sorted(flaws, key=lambda flaw: flaw.line))
    checked: Raw = raw
    return checked


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as broken:
        raise BrokenDefinition(path.name, [Flaw("", Problem.UNREADABLE)]) from broken


def _placed(flaws: Iterable[Flaw], places: Places) -> list[Flaw]:
    return [replace(flaw, line=places.line(flaw.place)) for flaw in flaws]


def _meaning(raw: Raw, stem: str) -> Iterator[Flaw]:
    if raw["id"] != stem:
        yield Flaw("/id", Problem.ID_DIFFERS, {"id": raw["id"], "stem": stem})
    found = list(meaning_flaws(build(raw)))
    yield from found
    if found:
        return
    for name in raw.get("variants", {}):
        for flaw in meaning_flaws(build(with_variant(raw, name))):
            yield replace(flaw, place=pointer("variants", name) + flaw.place)
