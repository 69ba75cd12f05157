"""A return for the aggregate engines of other authorities: DHIS2 dataValueSets (JSON) and ADX (IHE QRPH, XML), by a mapping file.

The mapping names the engine's own identifiers (docs/exchange.md shows one); an indicator it does not name stays at home,
and so does every hidden count.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.exchange.message import ALL, Cell, Message

ADX = "urn:ihe:qrph:adx:2015"
TABLES = ("data_set", "org_unit", "elements", "combos", "dimensions")
PLACES = ("grade", "sex", "boarding")


@dataclass(frozen=True)
class Naming:
    """What the engine calls things: `combos` are DHIS2 category option combos by cell ("3/male/*"), `dimensions` ADX names."""

    data_set: str
    org_unit: str
    elements: Mapping[str, str]
    combos: Mapping[str, str]
    dimensions: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> Naming:
        """From TOML; Refused with the fault."""
        try:
            raw = tomllib.loads(text)
        except tomllib.TOMLDecodeError as broken:
            raise Refused(_l("The mapping cannot be read: %(fault)s. Correct that line.", fault=str(broken))) from None
        unknown = sorted(set(raw) - set(TABLES))
        if (
            unknown
            or not isinstance(raw.get("data_set"), str)
            or not isinstance(raw.get("org_unit"), str)
            or not raw.get("elements")
        ):
            raise Refused(
                _l("The mapping needs data_set, org_unit and elements, and may have combos and dimensions; nothing else.")
            )
        return cls(raw["data_set"], raw["org_unit"], raw["elements"], raw.get("combos", {}), raw.get("dimensions", {}))


def values(message: Message, mapping: Naming) -> Iterator[tuple[str, Cell, int]]:
    """Element, cell and count of everything the mapping names and the return shows."""
    for indicator, element in mapping.elements.items():
        figure = message.figures.get(indicator)
        if figure is None:
            continue
        if figure.total is not None:
            yield element, (ALL, ALL, ALL), figure.total
        yield from ((element, cell, count) for cell, count in figure.cells.items() if count is not None)


def data_value_set(message: Message, mapping: Naming, at: datetime) -> dict[str, Any]:
    """DHIS2 dataValueSets: totals under the default combo, cells only where the mapping names their combo."""
    found = []
    for element, cell, count in values(message, mapping):
        combo = mapping.combos.get("/".join(cell))
        if combo is not None:
            found.append({"dataElement": element, "categoryOptionCombo": combo, "value": str(count)})
        elif cell == (ALL, ALL, ALL):
            found.append({"dataElement": element, "value": str(count)})
    return {
        "dataSet": mapping.data_set,
        "completeDate": at.date().isoformat(),
        "period": _dhis2_period(message.period),
        "orgUnit": mapping.org_unit,
        "dataValues": found,
    }


#: Engines know no school terms; the half year that holds most of one stands for it: its first month, years after the school year.
HALF_YEARS = {"T1": (7, 0), "T2": (1, 1)}


def _dhis2_period(period: str) -> str:
    """As in 202611; of a term the half year, as in 2026S2."""
    if period[5:] not in HALF_YEARS:
        return period.replace("-", "")
    month, later = HALF_YEARS[period[5:]]
    return f"{int(period[:4]) + later}S{1 if month == 1 else 2}"


def _adx_period(period: str) -> str:
    """As in 2026-11-01/P1M; of a term 2026-07-01/P6M."""
    if period[5:] not in HALF_YEARS:
        return f"{period}-01/P1M"
    month, later = HALF_YEARS[period[5:]]
    return f"{int(period[:4]) + later}-{month:02d}-01/P6M"


def adx(message: Message, mapping: Naming, at: datetime) -> bytes:
    """An ADX message: one group, one dataValue a count; a cell needs the name of every dimension it is broken down by."""
    root = Element("adx", {"xmlns": ADX, "exported": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")})
    group = SubElement(
        root, "group", {"orgUnit": mapping.org_unit, "period": _adx_period(message.period), "dataSet": mapping.data_set}
    )
    for element, cell, count in values(message, mapping):
        given = [(place, value) for place, value in zip(PLACES, cell, strict=True) if value != ALL]
        if all(place in mapping.dimensions for place, _value in given):
            broken_down = {mapping.dimensions[place]: value for place, value in given}
            SubElement(group, "dataValue", {"dataElement": element, "value": str(count), **broken_down})
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(tostring(root, encoding="utf-8"))
