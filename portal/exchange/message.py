"""A return as it arrives: exactly the shape of summaries/data/return.schema.json, read into plain values in one pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.exchange.reading import Field

SHAPE = "shouwang/return/1"
ALL = "*"
WORDS = ("zh", "en")
NAME = re.compile(r"[a-z][a-z0-9_]*")
CODE = re.compile(r"[0-9]{10}")
DISTRICT = re.compile(r"([0-9]{6})?")
PERIOD = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2]|T[12])")
DIGEST = re.compile(r"[0-9a-f]{64}")
GRADES = frozenset({*map(str, range(1, 13)), "?", ALL})
SEXES = frozenset({"male", "female", "unknown", ALL})
BOARDING = frozenset({"yes", "no", ALL})
DEFINITIONS = frozenset("ABCD")
STATES = frozenset({"prepared", "reviewed", "signed"})
MOST_FIGURES, MOST_CELLS = 200, 400

PARTS = (
    "shape", "school", "return", "period", "version", "left_behind_definition", "cut_off", "state", "threshold", "zero_return",
    "figures", "explanations", "changes", "signatures", "digest",
)  # fmt: skip
FIGURE = (
    "indicator", "name", "definition", "left_behind_definition", "denominator", "unit", "written_in_by_hand", "source",
    "total", "cells",
)  # fmt: skip

Cell = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator: its total and its cells (grade, sex, boarding); a count of None is hidden."""

    indicator: str
    unit: str
    by_hand: bool
    total: int | None
    cells: Mapping[Cell, int | None]


@dataclass(frozen=True, slots=True)
class Message:
    """A return as the district reads it."""

    school: str
    name: str
    kind: str
    period: str
    version: int
    definition: str
    cut_off: date
    state: str
    threshold: int
    zero_return: bool
    figures: Mapping[str, Figure]
    explained: frozenset[tuple[str, str]]
    signed_by: Mapping[str, str]


def read_message(raw: Any) -> Message:
    """Raises Unreadable with the place of the first fault."""
    part = Field(raw, "message").fields(PARTS)
    part["shape"].one_of((SHAPE,))
    school = part["school"].fields(("code", "name", "district"))
    school["district"].text(DISTRICT)
    part["digest"].or_nothing(lambda found: found.text(DIGEST))
    for change in part["changes"].items(MOST_FIGURES):
        given = change.fields(("indicator", "reason"))
        given["indicator"].text(NAME), given["reason"].text()
    return Message(
        school=school["code"].text(CODE),
        name=school["name"].text(most=200),
        kind=part["return"].text(NAME),
        period=part["period"].text(PERIOD),
        version=part["version"].number(least=1, most=9999),
        definition=part["left_behind_definition"].one_of(DEFINITIONS),
        cut_off=part["cut_off"].day(),
        state=part["state"].one_of(STATES),
        threshold=part["threshold"].number(least=1, most=100),
        zero_return=part["zero_return"].truth(),
        figures=_figures(part["figures"]),
        explained=frozenset(_explained(one) for one in part["explanations"].items(MOST_FIGURES)),
        signed_by=dict(_signature(one) for one in part["signatures"].items(10)),
    )


def _figures(found: Field) -> Mapping[str, Figure]:
    figures: dict[str, Figure] = {}
    for one in found.items(MOST_FIGURES):
        figure = _figure(one.fields(FIGURE))
        if figure.indicator in figures:
            raise one.fault()
        figures[figure.indicator] = figure
    return figures


def _figure(part: Mapping[str, Field]) -> Figure:
    for words in ("name", "definition"):
        for each in part[words].fields(WORDS).values():
            each.text()
    part["left_behind_definition"].or_nothing(lambda found: found.one_of(DEFINITIONS))
    part["denominator"].or_nothing(lambda found: found.text(NAME))
    part["source"].or_nothing(Field.text)
    return Figure(
        indicator=part["indicator"].text(NAME),
        unit=part["unit"].one_of(("child", "place", "post")),
        by_hand=part["written_in_by_hand"].truth(),
        total=part["total"].or_nothing(Field.number),
        cells=_cells(part["cells"]),
    )


def _cells(found: Field) -> Mapping[Cell, int | None]:
    cells: dict[Cell, int | None] = {}
    for one in found.items(MOST_CELLS):
        part = one.fields(("grade", "sex", "boarding", "count"))
        cell = (part["grade"].one_of(GRADES), part["sex"].one_of(SEXES), part["boarding"].one_of(BOARDING))
        if cell in cells:
            raise one.fault()
        cells[cell] = part["count"].or_nothing(Field.number)
    return cells


def _explained(found: Field) -> tuple[str, str]:
    part = found.fields(("balance", "indicator", "text"))
    part["text"].text()
    return part["balance"].text(NAME), part["indicator"].text(NAME)


def _signature(found: Field) -> tuple[str, str]:
    part = found.fields(("act", "name", "at"))
    part["at"].text(most=40)
    return part["act"].one_of(STATES), part["name"].text(most=100)
