"""Only operations write, and one place commits."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.sources import Source, python, text_of, told

#: Who may write: operations, the journal, the ground floor (form keys, encrypted fields), commands and the demo school.
WRITERS = re.compile(r"/operations(/|\.py$)|^portal/(journal|core|cli|demo)/")
KEEPING = frozenset({"add", "add_all", "delete", "merge", "bulk_insert_mappings", "bulk_save_objects", "bulk_update_mappings"})
STATEMENTS = frozenset({"insert", "update", "delete"})
#: The one place that commits, and the back-up, which copies tables below everything the house knows.
OWN_CONNECTIONS = re.compile(r"^portal/(core/db\.py|backup/)")
PLAIN_SQL = re.compile(r"^\s*(INSERT|UPDATE|DELETE|REPLACE|DROP|ALTER|CREATE)\s", re.IGNORECASE)


def readers() -> Iterator[Source]:
    yield from (source for source in python() if not WRITERS.search(source.name))


def test_only_operations_add_to_the_session_or_delete_from_it() -> None:
    found = [source.at(call) for source in readers() for call in source.calls() if writes_to_a_session(call, source)]
    assert not found, told(found, "move the write into an operation of the domain: check, change, flush, record(...)")


def test_only_operations_send_writing_statements() -> None:
    found = [source.at(call) for source in readers() for call in source.calls() if is_writing_statement(call, source)]
    assert not found, told(found, "move the statement into an operation of the domain")


def test_one_place_commits() -> None:
    found = [
        source.at(call)
        for source in python()
        for call in source.calls()
        if isinstance(call.func, ast.Attribute) and call.func.attr in {"commit", "rollback", "begin"} and not call.args
        if not OWN_CONNECTIONS.search(source.name)
    ]
    assert not found, told(found, "leave it to Database.transaction(): one request or command, one transaction, one commit")


def sessions_of(source: Source) -> set[str]:
    """Names that hold a session somewhere in the file."""
    names = {"session()"}
    for node in source.walk():
        if isinstance(node, ast.Assign) and ast.unparse(node.value).endswith("session()"):
            names |= {ast.unparse(target) for target in node.targets}
        if isinstance(node, ast.withitem) and node.optional_vars and "transaction(" in ast.unparse(node.context_expr):
            names.add(ast.unparse(node.optional_vars))
    return names


def writes_to_a_session(call: ast.Call, source: Source) -> bool:
    return (
        isinstance(call.func, ast.Attribute) and call.func.attr in KEEPING and ast.unparse(call.func.value) in sessions_of(source)
    )


def is_writing_statement(call: ast.Call, source: Source) -> bool:
    """A call of sqlalchemy's insert, update or delete, or SQL in words that writes."""
    if isinstance(call.func, ast.Name) and call.func.id in STATEMENTS:
        return call.func.id in from_sqlalchemy(source)
    words = text_of(call.args[0]) if call.args else None
    return bool(words and PLAIN_SQL.match(words))


def from_sqlalchemy(source: Source) -> set[str]:
    return {
        alias.asname or alias.name
        for node in source.walk()
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy")
        for alias in node.names
    }
