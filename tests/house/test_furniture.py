"""Each file of a domain holds what its name says, and is named in the words of the trade."""

from __future__ import annotations

import ast
import re
from enum import Enum
from importlib import import_module

import pytest

from portal.config import ROOT
from tests.house.sources import Source, imported, python, told

#: What a kind of file never imports: (how its name ends, what it must not touch, what to do instead).
NEVER = (
    (
        "rules",
        r"flask(?!_babel)|sqlalchemy|portal\.core\.(db|blueprint)|portal\..*\.(models|queries|operations)$",
        "hand values in",
    ),
    ("queries", r"flask(?!_babel)|wtforms|portal\..*\.(operations|forms|views)$", "take the viewer as first argument"),
    ("operations", r"flask(?!_babel)|wtforms|portal\..*\.(forms|views)$", "take plain values, and `by`"),
    ("models", r"flask(?!_babel)|wtforms|portal\..*\.(queries|operations|forms|views)$", "keep tables to themselves"),
    ("forms", r"sqlalchemy|portal\.core\.db|portal\..*\.(queries|operations|views)$", "let the view fill in choices"),
    ("views", r"sqlalchemy(?!\.exc)|portal\.core\.db$", "ask queries, call operations"),
    ("documents", r"flask(?!_babel)|sqlalchemy|portal\..*\.(queries|operations|views)$", "draw from values handed in"),
)

EMPTY_NAMES = re.compile(r"(^|_)(utils?|helpers?|services?|common|managers?|misc|data|info)$")
EMPTY_VERBS = re.compile(r"^_*(get|do|handle|process)_")

#: Names that a library asks for.
ASKED_FOR = re.compile(
    r"process_(bind_param|result_value|literal_param|formdata|data)$|get_(id|command|short_help_str|translations)$"
)


@pytest.mark.parametrize(("kind", "never", "instead"), NEVER, ids=[kind for kind, *_ in NEVER])
def test_a_file_keeps_to_its_part(kind: str, never: str, instead: str) -> None:
    pattern = re.compile(never)
    found = [
        f"{source.at(node)} imports {name}"
        for source in python()
        if is_a(source, kind)
        for node, name in imported(source)
        if pattern.match(name) and not (kind == "rules" and names_only_choices(node, name))
    ]
    assert not found, told(found, f"{kind} do without it: {instead}")


def names_only_choices(node: ast.stmt, module: str) -> bool:
    """Enumerations are values, though they stand beside the table that keeps them."""
    named = [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) and module.endswith(".models") else []
    found = [getattr(import_module(module), name, None) for name in named]
    return bool(found) and all(isinstance(one, type) and issubclass(one, Enum) for one in found)


def is_a(source: Source, kind: str) -> bool:
    """Whether the file is of this kind, or in a folder of that name; journal and core have rules of their own."""
    return bool(re.search(rf"/{kind}(\.py$|/)", source.name)) and not source.name.startswith("portal/core/")


def test_a_packages_init_holds_its_purpose_and_no_code() -> None:
    found = [source.name for source in python() if source.path.name == "__init__.py" and holds_code(source)]
    assert not found, told(found, "one docstring: what the package is for, who uses it; code goes into a file with a name")


def holds_code(source: Source) -> bool:
    """A file that became a folder may name its parts there, an application its factory; a domain's init holds nothing but words."""
    if source.name in {
        "portal/__init__.py",
        "portal/cli/__init__.py",
        "portal/district/__init__.py",
    }:
        return False
    naming = (ast.Import, ast.ImportFrom) if source.name.count("/") > 2 else ()
    rest = [node for node in source.tree.body[1:] if not isinstance(node, naming) and not is_all(node)]
    return bool(rest) or not ast.get_docstring(source.tree)


def is_all(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"


def test_files_and_functions_have_names_that_say_something() -> None:
    files = [path.relative_to(ROOT).as_posix() for path in (ROOT / "portal").rglob("*") if EMPTY_NAMES.search(path.stem)]
    files = [name for name in files if not re.search(r"/data$|__pycache__", name)]
    functions = [
        f"{source.at(function)} {function.name}"
        for source in python()
        for function in source.functions()
        if EMPTY_VERBS.match(function.name) and function.name != "process_bind_param" and not is_a_hook(function)
    ]
    assert not files + functions, told(files + functions, "name it after what it is or does, in the words of the school")


def is_a_hook(function: ast.FunctionDef) -> bool:
    """Methods a library calls by its own name (SQLAlchemy's types, WTForms' fields)."""
    return bool(ASKED_FOR.match(function.name))
