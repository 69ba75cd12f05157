"""The scales this portal knows, by their id."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from portal.screening.scales.definition import Scale
from portal.screening.scales.reading import read_scale

FOLDER = Path(__file__).parents[1] / "data" / "scales"


class UnknownScale(LookupError):
    """No definition of this name, or none of this variant; `known` lists those there are."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"{name}: known are {', '.join(known)}")
        self.name = name
        self.known = known


def known_ids(folder: Path = FOLDER) -> list[str]:
    """The ids of all definitions, sorted."""
    return sorted(path.stem for path in folder.glob("*.json"))


@cache
def scale(name: str, variant: str = "", folder: Path = FOLDER) -> Scale:
    """A definition by id, read and checked once. UnknownScale lists the known ones; BrokenDefinition tells its flaws."""
    if name not in known_ids(folder):
        raise UnknownScale(name, known_ids(folder))
    found = read_scale(folder / f"{name}.json")
    if variant and variant not in found.variants:
        raise UnknownScale(variant, sorted(found.variants))
    return read_scale(folder / f"{name}.json", variant) if variant else found


def all_scales(folder: Path = FOLDER) -> Mapping[str, Scale]:
    """Every definition by id."""
    return {name: scale(name, folder=folder) for name in known_ids(folder)}
