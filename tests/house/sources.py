"""The project's own files, read once for all guards."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path

from portal.config import ROOT

#: Libraries too heavy to be loaded before someone needs them.
HEAVY = frozenset(
    "PIL alembic highspy httpx icalendar numpy openpyxl psycopg pypinyin reportlab xlrd xlsxwriter".split(),
)

#: What may be imported inside functions: the heavy ones, and what few pages need.
LATE = HEAVY | {"jsonschema", "segno"}


@dataclass(frozen=True)
class Source:
    """One Python file of the project."""

    path: Path

    @property
    def name(self) -> str:
        """Path within the project, with slashes."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def module(self) -> str:
        """Its name when it is imported."""
        return self.name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf8"))

    @cached_property
    def lines(self) -> int:
        return len(self.path.read_text(encoding="utf8").splitlines())

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        return tuple(ast.walk(self.tree))

    def walk(self) -> Iterator[ast.AST]:
        return iter(self.nodes)

    def functions(self) -> Iterator[ast.FunctionDef]:
        """Every function and method."""
        yield from (node for node in self.walk() if isinstance(node, ast.FunctionDef))

    def calls(self) -> Iterator[ast.Call]:
        yield from (node for node in self.walk() if isinstance(node, ast.Call))

    def at(self, node: ast.expr | ast.stmt) -> str:
        """Where to look, as an editor understands it."""
        return f"{self.name}:{node.lineno}"


@lru_cache
def python(*folders: str) -> tuple[Source, ...]:
    """Every Python file under these folders; of the portal when none is named."""
    return tuple(_source(path) for folder in folders or ("portal",) for path in sorted((ROOT / folder).rglob("*.py")))


@cache
def _source(path: Path) -> Source:
    return Source(path)


@lru_cache
def templates() -> tuple[Path, ...]:
    """Every page, layout and part."""
    return tuple(sorted((ROOT / "templates").rglob("*.html")))


def called(call: ast.Call) -> str:
    """Name of what is called, without what it belongs to."""
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def text_of(node: ast.AST | None) -> str | None:
    """The text when the node is one written out."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def imported(source: Source) -> Iterator[tuple[ast.Import | ast.ImportFrom, str]]:
    """Every import with the full name of the module it names."""
    for node in source.walk():
        if isinstance(node, ast.ImportFrom):
            yield node, node.module or ""
        elif isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)


def told(found: list[str], remedy: str) -> str:
    """What a failing guard says: where, and what to do."""
    return "\n".join([*found, f"-> {remedy}"])
