"""Commands for scripts and for whoever runs the machine: `flask --app app …`; a refusal is one line and exit 1."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

GROUPS = (
    "db",
    "catalogues",
    "school",
    "people",
    "children",
    "screening",
    "summaries",
    "journal",
    "backup",
    "first_run",
    "demo",
    "keys",
)


def install(app: Flask) -> None:
    """Add every command group that is there."""
    for name in GROUPS:
        app.cli.add_command(import_module(f"portal.cli.{name}").group)
