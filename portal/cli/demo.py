"""flask demo: the demo school and who can be tried in it."""

from __future__ import annotations

import json

import click
from flask.cli import AppGroup

from portal.cli.running import told
from portal.core import migrations
from portal.core.blueprint import database
from portal.demo.loading import load_demo
from portal.demo.people import PASSWORD, SIGN_INS

group = AppGroup("demo", help="The demo school. All people in it are invented.")


@group.command("load")
@told
def load() -> None:
    """Load the demo school into an empty database; nothing is done when it is there, and a real school is left alone."""
    migrations.upgrade(database())
    if not load_demo(database(), lambda words: click.echo(f"  {words} …")):
        click.echo("演示学校已经在了。 The demo school is there already.")


@group.command("accounts")
@click.option("--json", "as_json", is_flag=True)
def accounts(as_json: bool) -> None:
    """A sign-in for each role."""
    if as_json:
        click.echo(
            json.dumps([{"login": one.login, "password": PASSWORD, "role": one.role} for one in SIGN_INS], ensure_ascii=False)
        )
        return
    click.echo(f"  密码 password: {PASSWORD}（动态码显示在演示页面上 codes are shown on the page）")
    for one in SIGN_INS:
        click.echo(f"  {one.login:<11}{one.word}")
