"""flask backup: one sealed file a night, checked, and the way back."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.backup.creating import create_backup
from portal.backup.manifest import Manifest
from portal.backup.restoring import restore_backup
from portal.backup.verifying import verify_backup
from portal.cli.running import answer, told, writing
from portal.config import Config
from portal.core.blueprint import database
from portal.core.keys import load_keys
from portal.journal.operations import record

group = AppGroup("backup", help="Sealed back-ups of database and uploads.")
FILE = click.argument("file", type=click.Path(path_type=Path))


def _told(found: Manifest, act: str, *, as_json: bool) -> None:
    counts = {"rows": found.total, "tables": len(found.rows), "uploads": found.uploads, "at": found.made_at}
    words = _("%(act)s: %(rows)s rows in %(tables)s tables and %(uploads)s uploads, made %(at)s.", act=act, **counts)
    answer(asdict(found), as_json=as_json, words=words)


@group.command("create")
@FILE
@click.option("--json", "as_json", is_flag=True)
@told
def create(file: Path, as_json: bool) -> None:
    """Write FILE, sealed with the back-up key of keys.json (which is not in it: keep a copy of keys.json elsewhere)."""
    config: Config = current_app.config["PORTAL"]
    found = create_backup(database(), config.uploads, file)
    with writing("backup create"):
        record("backup.created", by=None)
    _told(found, _("Back-up written"), as_json=as_json)


@group.command("verify")
@FILE
@click.option("--json", "as_json", is_flag=True)
@told
def verify(file: Path, as_json: bool) -> None:
    """Read FILE through and compare its counts and digest; exit 1 when it is not whole."""
    _told(verify_backup(_there(file), database().keys.backup), _("Whole"), as_json=as_json)


@group.command("restore")
@FILE
@click.option("--into", required=True, type=click.Path(path_type=Path), help="An empty folder.")
@click.option("--keys", "keys_in", type=click.Path(path_type=Path, exists=True), help="Folder of the keys.json it was made with.")
@click.option("--database-url", default="", help="An empty database; a SQLite file in the folder when left out.")
@click.option("--json", "as_json", is_flag=True)
@told
def restore(file: Path, into: Path, keys_in: Path | None, database_url: str, as_json: bool) -> None:
    """Restore FILE into an empty place; then start the portal with PORTAL_INSTANCE set to that folder."""
    keys = load_keys(keys_in) if keys_in else database().keys
    found = restore_backup(_there(file), into, keys, database_url=database_url)
    _told(found, _("Restored into %(folder)s", folder=into), as_json=as_json)


def _there(file: Path) -> Path:
    if not file.is_file():
        raise click.ClickException(_("There is no file %(file)s.", file=file))
    return file
