"""Commands for scripts and for whoever runs the machine: `flask --app app …`; a refusal is one line and exit 1."""

from __future__ import annotations

from importlib import import_module

import click
from flask import Flask

from portal.cli.first_run import group as first_run

GROUPS = (
    "db",
    "catalogues",
    "school",
    "people",
    "children",
    "screening",
    "duty",
    "risk",
    "summaries",
    "journal",
    "bullying",
    "backup",
    "demo",
    "keys",
    "outbox",
)


class Later(click.Group):
    """A group of commands whose module is imported when one of them is asked for; a server needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return self._group().list_commands(ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return self._group().get_command(ctx, cmd_name)

    def get_short_help_str(self, limit: int = 45) -> str:
        return self._group().get_short_help_str(limit)

    def _group(self) -> click.Group:
        found: click.Group = import_module(f"portal.cli.{self.name}").group
        return found


def install(app: Flask) -> None:
    """Add every command group that is there, and the one command that stands alone."""
    for name in GROUPS:
        app.cli.add_command(Later(name))
    app.cli.add_command(first_run)
