"""flask journal: is the chain whole?"""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.cli.running import answer, reading
from portal.journal.queries import first_broken_row, length

group = AppGroup("journal", help="The append-only journal.")


@group.command("verify")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Walk the chain from its first row; exit 1 naming the first row that was changed, removed or put in."""
    with reading():
        broken, rows = first_broken_row(), length()
    words = f"The journal is whole: {rows} rows." if broken is None else f"The journal is broken at row {broken}."
    answer({"rows": rows, "first_broken": broken}, as_json=as_json, words=words)
    context.exit(0 if broken is None else 1)
