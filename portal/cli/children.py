"""flask children: who counts as left behind; the registry's file in and out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.children.left_behind import DEFINITIONS, derive
from portal.children.left_behind_facts import Case, read_cases
from portal.children.left_behind_words import reasons_of
from portal.cli.running import answer, reading, unreadable, writing
from portal.core import clock
from portal.core.errors import Refused
from portal.registry.findings import Finding
from portal.registry.operations.at_once import import_at_once, read_for_school, words_and_code
from portal.registry.operations.exporting import export_roll
from portal.registry.operations.planning import plan_of
from portal.registry.plan import Kind, Plan
from portal.registry.report import report_of
from portal.registry.shown import LISTS
from portal.registry.words import remedy, sentence

group = AppGroup("children", help="The children's files.")

FILE = click.Path(path_type=Path)


@group.command("left-behind")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True)
@unreadable
def left_behind(file: Path, as_json: bool) -> None:
    """Who of the children in FILE counts as left behind by definitions A to D, and why."""
    cases = read_cases(file, clock.today())
    for case in cases:
        for state in case.strange:
            click.echo(_("%(id)s: %(state)s is no state known here; it was read as unknown.", id=case.id, state=state), err=True)
    answer([_derived(case) for case in cases], as_json=as_json, words=_table(cases))


def _derived(case: Case) -> dict[str, Any]:
    status = derive(case.facts)
    reasons = {letter: [str(words) for words in said] for letter, said in reasons_of(case.facts).items()}
    return {"id": case.id, **{letter: getattr(status, letter) for letter in DEFINITIONS}, "reasons": reasons}


def _table(cases: Sequence[Case]) -> str:
    lines = []
    for case in cases:
        status = derive(case.facts)
        lines.append(f"{case.id}  " + "  ".join(f"{letter} {_shown(getattr(status, letter))}" for letter in DEFINITIONS))
        lines += [f"    {letter} {' '.join(map(str, said))}" for letter, said in reasons_of(case.facts).items()]
    return "\n".join(lines)


def _shown(value: bool | int) -> str:
    return (_("no"), _("yes"))[value] if isinstance(value, bool) else str(value)


@group.command("import")
@click.argument("file", type=FILE)
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--part", is_flag=True, help="The file holds a part of the school: nobody has left.")
@click.option("--json", "as_json", is_flag=True)
@unreadable
def import_(file: Path, dry_run: bool, part: bool, as_json: bool) -> None:
    """Take the registry's FILE into the children's files: all readable rows, or none when something goes wrong."""
    with reading():
        mapping, code = words_and_code()
    found = read_for_school(file, mapping, code)
    if dry_run:
        with reading():
            plan = plan_of(found, part_only=part)
    else:
        with writing("children import"):
            plan = import_at_once(found, file, part_only=part, by=None)
    if found.headings.unknown:
        said = _("Nobody knows these headings, so their columns were left out: %(names)s", names="、".join(found.headings.unknown))
        click.echo(said, err=True)
    answer(report_of(plan), as_json=as_json, words=_told(plan, dry_run=dry_run))


def _told(plan: Plan, *, dry_run: bool) -> str:
    counts = _(", ").join(f"{LISTS[kind]} {plan.count(kind)}" for kind in Kind)
    act = _("Would be") if dry_run else _("Imported")
    lines = [_("%(act)s: %(counts)s; %(cells)s cells to look at.", act=act, counts=counts, cells=len(plan.warnings))]
    lines += [_row(each) for each in (*plan.parked, *plan.warnings)]
    return "\n".join(lines)


def _row(one: Finding) -> str:
    said = {"row": one.row, "column": one.column, "problem": f"{sentence(one)} {remedy(one)}"}
    return _("row %(row)s %(column)s: %(problem)s", **said)


@group.command("export")
@click.argument("file", type=FILE)
@click.option("--labels", is_flag=True, help="Labels instead of codes.")
@unreadable
def export(file: Path, labels: bool) -> None:
    """Write the roll to FILE (.xlsx or .csv) in the registry's form; imported again it changes nothing."""
    if file.suffix.lower() not in (".xlsx", ".csv"):
        raise Refused(_("%(file)s: write to a name that ends in .xlsx or .csv.", file=file.name))
    with writing("children export"), file.open("wb") as target:
        count = export_roll(target, csv=file.suffix.lower() == ".csv", labels=labels, by=None)
    click.echo(_("%(count)s children are in %(file)s.", count=count, file=file))
