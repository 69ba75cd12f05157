"""Columns other domains put into the list of children: cells read once a page, each shown by its macro."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import current_app

from portal.access.viewer import Viewer
from portal.core.contributions import registered


@dataclass(frozen=True)
class Column:
    """One contributed column of a page, with its cells by child."""

    key: str
    label: str
    cells: Mapping[int, Any]
    show: Callable[[Any], str]


def columns_for(viewer: Viewer, child_ids: Sequence[int]) -> Sequence[Column]:
    """The columns this viewer may see, in their order; no child, no question."""
    offered = [column for contributed in registered() for column in contributed.list_columns if viewer.may(column.requires)]
    jinja = current_app.jinja_env
    return [
        Column(column.key, str(column.label), column.cells(viewer, child_ids), _shown(jinja.get_template(column.template)))
        for column in sorted(offered, key=lambda column: column.order)
        if child_ids
    ]


def _shown(template: Any) -> Callable[[Any], str]:
    """The template's macro; what looks the same in many rows of a page is written once."""
    macro: Callable[[Any], str] = template.module.cell
    return cache(macro)
