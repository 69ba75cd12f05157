"""flask keys: changing the key of encrypted fields."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.cli.running import writing
from portal.config import Config
from portal.core.db import Database
from portal.core.keys import load_keys, save_keys
from portal.core.rotation import write_again
from portal.journal.operations import record

group = AppGroup("keys", help="The keys of encrypted fields.")


@group.command("rotate")
def rotate() -> None:
    """Make a new field key and write every encrypted field again with it. Stop the portal first; copy keys.json afterwards."""
    config: Config = current_app.config["PORTAL"]
    ring = load_keys(config.instance).rotated()
    save_keys(config.instance, ring)
    database = Database(config.database_url, ring)
    try:
        count = write_again(database)
    finally:
        database.engine.dispose()
    with writing("keys rotate"):
        record("keys.rotated", by=None)
    click.echo(
        _(
            "Key %(number)s is in use; %(count)s rows were written again. Copy keys.json to its safe place, then start the portal.",
            number=ring.active,
            count=count,
        )
    )
