"""flask db: the tables of this version."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.core import migrations
from portal.core.blueprint import database

group = AppGroup("db", help="The database's tables.")


@group.command("upgrade")
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Bring the tables up to this version; safe to repeat."""
    migrations.upgrade(database(), revision)
    click.echo(_("The tables are those of this version."))


@group.command("downgrade")
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Go back to an earlier revision."""
    migrations.downgrade(database(), revision)


@group.command("check")
def check() -> None:
    """Exit 1 when the tables are not those of this version."""
    if not migrations.is_current(database()):
        raise click.ClickException(_("The tables are of another version. Run: flask --app app db upgrade"))
    click.echo(_("The tables are those of this version."))


@group.command("draft")
@click.argument("number")
@click.argument("words")
def draft(number: str, words: str) -> None:
    """For developers: write the next migration from the models (NUMBER as in 0020_pairing), to be read and put right by hand."""
    migrations.draft(database(), number, words)
