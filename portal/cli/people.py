"""flask people: people and their posts."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from portal.access.permissions import Role
from portal.cli.running import answer, told, writing
from portal.people.operations import add_person, give_post

group = AppGroup("people", help="People and their posts.")


@group.command("add")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--name", required=True)
@click.option("--json", "as_json", is_flag=True)
@told
def add(role: str, name: str, as_json: bool) -> None:
    """Add someone with a post from today on."""
    with writing("people add"):
        person = add_person(name, by=None)
        give_post(person, Role(role), by=None)
        found = {"id": person.id, "name": name, "role": role}
    answer(found, as_json=as_json, words=f"{name} is added as {role}.")
