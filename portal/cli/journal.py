"""flask journal: is the chain whole?"""

from __future__ import annotations

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

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
    whole = _("The journal is whole: %(rows)s rows.", rows=rows)
    words = whole if broken is None else _("The journal is broken at row %(row)s.", row=broken)
    answer({"rows": rows, "first_broken": broken}, as_json=as_json, words=words)
    context.exit(0 if broken is None else 1)
