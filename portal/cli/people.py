"""flask people: people, their posts and their way in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.access.permissions import Role
from portal.access.words import ROLE_WORDS
from portal.cli.running import answer, reading, told, unreadable, writing
from portal.cli.web_address import link_to
from portal.core import clock
from portal.core.errors import Refused
from portal.people.models import Person
from portal.people.rules import HOUSES
from portal.registry.shown import LISTS
from portal.staff.listed.plan import Kind, Plan, plan_of
from portal.staff.listed.reading import read_list
from portal.staff.operations.office import hire, let_in
from portal.staff.operations.staff_list import class_id_of, take_in

group = AppGroup("people", help="People and their posts.")

FILE = click.Path(path_type=Path)


@group.command("add")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]))
@click.option("--name", required=True)
@click.option("--staff-no", default=None, help="Staff number; also the login unless another is given.")
@click.option("--class", "class_number", default=None, help="Number of the homeroom teacher's class, such as 2022101.")
@click.option("--house", default=None, type=click.Choice(list(HOUSES)), help="House of dormitory staff: 1 boys, 2 girls.")
@click.option("--login", default=None, help="Open an account with this login.")
@click.option("--invite", is_flag=True, help="Print a link by which the password is set.")
@click.option("--json", "as_json", is_flag=True)
@told
def add(role: str, name: str, as_json: bool, **more: Any) -> None:
    """Add someone with a post from today on."""
    if more["class_number"] and role != Role.HOMEROOM_TEACHER:
        raise Refused(_l("Only a homeroom teacher's post names a class. Leave --class out."), field="class_id")
    with writing("people add"):
        class_id = class_id_of(more["class_number"]) if more["class_number"] else None
        identity = {"name": name, "sex": "", "staff_no": (more["staff_no"] or "").strip() or None, "telephone": None}
        person = hire(identity, Role(role), class_id=class_id, house=more["house"], by=None)
        found = {"id": person.id, "name": person.name, "role": role}
        found |= _way_in(person, more["login"] or person.staff_no, invite=more["invite"])
    said = _("%(name)s is added: %(role)s.", name=person.name, role=ROLE_WORDS[Role(role)])
    answer(found, as_json=as_json, words=f"{said} {found.get('link', '')}".strip())


def _way_in(person: Person, login: str | None, *, invite: bool) -> dict[str, str]:
    if invite and not login:
        raise Refused(_l("An invitation needs a login: add --login, or --staff-no."), field="login")
    if not (login and (invite or login != person.staff_no)):
        return {}
    link = link_to("accounts.invitation", token=let_in(person, login, by=None))
    return {"login": login, "link": link} if invite else {"login": login}


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--json", "as_json", is_flag=True)
@unreadable
def import_(file: Path, dry_run: bool, as_json: bool) -> None:
    """Take the staff list FILE in: people, posts, vettings; all readable rows or none."""
    if not file.is_file():
        raise Refused(_("There is no file %(file)s.", file=file))
    found = read_list(file, file.name, clock.today())
    if dry_run:
        with reading():
            plan = plan_of(found)
    else:
        with writing("people import"):
            plan = plan_of(found)
            take_in(plan, by=None)
    answer(plan.report(), as_json=as_json, words="\n".join(_told(plan, dry_run=dry_run)))


def _told(plan: Plan, *, dry_run: bool) -> Sequence[str]:
    counts = _(", ").join(f"{LISTS[kind]} {plan.count(kind)}" for kind in Kind)
    act = _("Would be") if dry_run else _("Imported")
    lines = [_("%(act)s: %(counts)s; %(rows)s rows left out.", act=act, counts=counts, rows=len(plan.parked))]
    told_of = [{"row": one.row, "column": one.column, "problem": one.problem} for one in (*plan.parked, *plan.warnings)]
    return lines + [_("row %(row)s %(column)s: %(problem)s", **one) for one in told_of]
