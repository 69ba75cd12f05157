"""Taking small registry tables into an empty school, and looking at what the files hold afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.core.db import Base, Database, session
from portal.registry.models import RegistryImport
from portal.registry.operations.at_once import import_at_once
from portal.registry.operations.undoing import undo
from portal.registry.plan import Plan
from portal.registry.reading import read_registry
from portal.registry.report import report_of
from tests.registry.tables import SAMPLES, TODAY, table


def database_of(app: Flask) -> Database:
    found: Database = app.extensions["database"]
    return found


def take_in(app: Flask, folder: Path, *pupils: dict[str, Any], part_only: bool = False) -> Plan:
    """These pupils as a file of the registry, imported."""
    path = folder / "registry.xlsx"
    path.write_bytes(table(*pupils).getvalue())
    return take_in_file(app, path, part_only=part_only)


def take_in_file(app: Flask, path: Path, *, part_only: bool = False) -> Plan:
    file = read_registry(path, path.name, today=TODAY)
    with database_of(app).transaction(write=True):
        return import_at_once(file, path, part_only=part_only, by=None)


def take_in_sample(app: Flask, name: str) -> dict[str, Any]:
    """A sample file imported; its report."""
    return report_of(take_in_file(app, SAMPLES / name))


def undo_last(app: Flask) -> None:
    with database_of(app).transaction(write=True):
        undo(session().scalars(select(RegistryImport).order_by(RegistryImport.id.desc())).first(), by=None)  # type: ignore[arg-type]


def counts(plan: Plan) -> dict[str, int]:
    """Only the counts that are not zero."""
    found = report_of(plan)
    return {name: count for name, count in found.items() if isinstance(count, int) and count and name != "rows"}


def columns_of(app: Flask, model: type[Base], *names: str, order: str = "id", **where: Any) -> list[tuple[Any, ...]]:
    """The named columns of all rows of a table."""
    with database_of(app).transaction() as opened:
        rows = select(*(getattr(model, name) for name in names)).filter_by(**where).order_by(getattr(model, order))
        return [tuple(row) for row in opened.execute(rows)]


OWN = ("journal", "journal_head", "registry_import", "registry_import_row", "registry_import_change", "sqlite_sequence")


def everything(app: Flask, *, versions: bool = False) -> dict[str, Sequence[Any]]:
    """Every row of every table but those that tell what happened; without versions, which only ever grow."""
    found: dict[str, Sequence[Any]] = {}
    with database_of(app).transaction() as opened:
        for each in Base.metadata.sorted_tables:
            if each.name in OWN:
                continue
            columns = [column for column in each.columns if versions or column.name != "version"]
            found[each.name] = sorted(map(repr, opened.execute(select(*columns))))
    return found
