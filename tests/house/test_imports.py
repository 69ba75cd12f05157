"""Imports go down the floors, sit at the top of their file, and load nothing heavy before it is needed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from portal.config import ROOT
from tests.house.sources import HEAVY, LATE, Source, python, told
from tools.checks import LINT_IMPORTS


def test_imports_only_go_down_and_never_in_circles() -> None:
    checked = subprocess.run([sys.executable, "-c", LINT_IMPORTS], cwd=ROOT, capture_output=True, encoding="utf8", check=False)
    assert checked.returncode == 0, checked.stdout


def test_only_heavy_libraries_are_imported_inside_functions() -> None:
    found = [f"{source.at(node)} imports {name}" for source in python() for node, name in hidden(source) if top(name) not in LATE]
    assert not found, told(found, "move the import to the top; if that makes a circle, the two files are one thing or need a third")


def test_heavy_libraries_are_imported_nowhere_but_inside_functions() -> None:
    found = [
        f"{source.at(node)} imports {name}"
        for source in python()
        for node, name in open_imports(source.tree.body)
        if top(name) in HEAVY
    ]
    assert not found, told(found, "import it inside the function that uses it")


def test_the_portal_starts_without_loading_anything_heavy(tmp_path: Path) -> None:
    question = "import sys; from portal import create_app; create_app(); print(*sys.modules)"
    surroundings = {**os.environ, "PORTAL_INSTANCE": str(tmp_path), "PORTAL_DATABASE_URL": ""}
    asked = subprocess.run(
        [sys.executable, "-c", question], cwd=ROOT, env=surroundings, capture_output=True, encoding="utf8", check=True
    )
    loaded = HEAVY & {name.partition(".")[0] for name in asked.stdout.split()}
    assert not loaded, told(sorted(loaded), "find who imports it at the top of a file: python -X importtime -c 'import portal'")


def test_nobody_reads_the_clock_but_the_clock() -> None:
    readings = {"now", "today", "utcnow"}
    found = [
        source.at(call)
        for source in python()
        for call in source.calls()
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in readings
        and ast.unparse(call.func.value) in {"datetime", "date", "datetime.datetime", "datetime.date"}
        and source.name != "portal/core/clock.py"
    ]
    assert not found, told(found, "ask portal.core.clock: clock.now(), clock.today()")


def hidden(source: Source) -> Iterator[tuple[ast.stmt, str]]:
    """Imports inside functions."""
    for function in source.functions():
        yield from open_imports(ast.walk(function))


def open_imports(nodes: Iterable[ast.AST]) -> Iterator[tuple[ast.stmt, str]]:
    """Imports among these nodes, those for type checking apart."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, node.module or ""


def top(name: str) -> str:
    """The library a module belongs to."""
    return name.partition(".")[0]
