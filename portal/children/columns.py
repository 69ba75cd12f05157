"""What stands beside a child in the list: the family, and the columns other domains put there; kept until the child changes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import current_app

from portal.access.viewer import Viewer
from portal.children.queries.roster import Family, Listed, families
from portal.core.contributions import ListColumn, registered
from portal.journal.kept import kept_by_child


@dataclass(frozen=True)
class Beside:
    """One child: its family where the viewer reaches it, and the cells of other domains by their column."""

    family: Family
    cells: Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One contributed column of a page, with its cells by child."""

    key: str
    label: str
    cells: Mapping[int, Any]
    show: Callable[[Any], str]
    sorts: bool


def beside(viewer: Viewer, children: Sequence[Listed]) -> Mapping[int, Beside]:
    """What is known beside each child of a page; no child, no question."""
    by_id = {child.id: child for child in children}
    if not by_id:
        return {}
    return kept_by_child(viewer, "beside", list(by_id), lambda ids: _read(viewer, [by_id[id_] for id_ in ids]))


def _read(viewer: Viewer, children: Sequence[Listed]) -> Mapping[int, Beside]:
    ids, nobody = [child.id for child in children], Family()
    known = families(viewer, children)
    columns = {column.key: column.cells(viewer, ids) for column in _offered(viewer)}
    return {id_: Beside(known.get(id_, nobody), {key: cells[id_] for key, cells in columns.items() if id_ in cells}) for id_ in ids}


def columns_of(viewer: Viewer, known: Mapping[int, Beside]) -> Sequence[Column]:
    """The columns this viewer may see, in their order, where there is anybody to show."""
    jinja = current_app.jinja_env
    return [
        Column(
            column.key,
            str(column.label),
            {id_: one.cells[column.key] for id_, one in known.items() if column.key in one.cells},
            _shown(jinja.get_template(column.template)),
            column.sort is not None,
        )
        for column in (_offered(viewer) if known else ())
    ]


def sorts_of(viewer: Viewer) -> Sequence[str]:
    """The contributed columns by which this viewer may sort the list."""
    return [column.key for column in _offered(viewer) if column.sort is not None]


def _offered(viewer: Viewer) -> Sequence[ListColumn]:
    offered = [column for contributed in registered() for column in contributed.list_columns if viewer.may(column.requires)]
    return sorted(offered, key=lambda column: column.order)


def _shown(template: Any) -> Callable[[Any], str]:
    """The template's macro; what looks the same in many rows of a page is written once."""
    macro: Callable[[Any], str] = template.module.cell
    return cache(macro)
