"""flask first-run: the first administrator's link, as long as nobody can administer the portal."""

from __future__ import annotations

import click
from flask.cli import with_appcontext
from flask_babel import gettext as _

from portal.accounts.operations.first_run import first_link
from portal.cli.running import told, writing
from portal.cli.web_address import link_to


@click.command("first-run")
@with_appcontext
@told
def group() -> None:
    """Print a link that works once, when no administrator has a password yet; print nothing otherwise."""
    with writing("first-run"):
        token = first_link()
    if token:
        click.echo(_("No administrator has a password yet. Open this link, once, within the days set for invitations:"))
        click.echo(link_to("accounts.invitation", token=token))
