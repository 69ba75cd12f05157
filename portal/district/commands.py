"""flask --app portal.district operators / schools: who may look, and which schools may send."""

from __future__ import annotations

import click
from flask import current_app
from flask.cli import AppGroup

from portal.core.blueprint import database
from portal.core.errors import Refused
from portal.district.operations.operators import set_password
from portal.district.operations.schools import enrol

operators = AppGroup("operators", help="People of the district who may look.")
schools = AppGroup("schools", help="Schools that may send.")


@operators.command("add")
@click.argument("name")
@click.password_option(help="Asked for when it is not given.")
def add(name: str, password: str) -> None:
    """Make an operator, or give one a new password."""
    with database().transaction(write=True):
        set_password(name, password)
    click.echo(name)


@schools.command("enrol")
@click.argument("code")
@click.argument("name")
@click.argument("public_key")
def enrol_school(code: str, name: str, public_key: str) -> None:
    """Enrol a school by its ten digits, its name and its public key; a known school gets the new key."""
    try:
        with database().transaction(write=True):
            enrol(code, name, public_key, by="command")
    except Refused as refusal:
        raise click.ClickException(str(refusal.reason)) from None
    click.echo(current_app.extensions["district_key"].public.text)
