"""flask bullying: was anything of a case touched behind the portal's back?"""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.bullying.queries.verifying import verify_all
from portal.cli.running import answer, reading

group = AppGroup("bullying", help="Files of bullying cases.")


@group.command("verify")
@click.option("--json", "as_json", is_flag=True)
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Compare every step, record, custody log and sealed file with its digest; exit 1 naming what does not fit."""
    with reading():
        found = [{"case": one.case_id, "what": str(one.what)} for one in verify_all(current_app.config["PORTAL"].uploads)]
    lines = "\n".join(_("case %(case)s: %(what)s", **one) for one in found)
    answer({"broken": found}, as_json=as_json, words=lines or _("Every case is as it was sealed."))
    context.exit(1 if found else 0)
