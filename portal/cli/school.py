"""flask school: setting up the one school of this database."""

from __future__ import annotations

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.cli.running import answer, told, writing
from portal.school.operations.setting_up import create_school

group = AppGroup("school", help="The school of this portal.")


@group.command("create")
@click.option("--name", required=True)
@click.option("--code", required=True, help="Ten digits (学校标识码).")
@click.option("--boarding", is_flag=True, help="Some pupils sleep at school.")
@click.option("--json", "as_json", is_flag=True)
@told
def create(name: str, code: str, boarding: bool, as_json: bool) -> None:
    """Set the school up."""
    with writing("school create"):
        school = create_school(name, code, boarding=boarding, by=None)
        found = {"name": school.name, "code": school.code, "boarding": school.boarding}
    answer(found, as_json=as_json, words=_("%(name)s (%(code)s) is set up.", **found))
