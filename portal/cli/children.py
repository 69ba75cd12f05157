"""flask children: who counts as left behind; the registry's file in and out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.children.left_behind import DEFINITIONS, derive
from portal.children.left_behind_facts import Case, read_cases
from portal.children.left_behind_words import reasons_of
from portal.cli.running import answer, unreadable
from portal.core import clock

group = AppGroup("children", help="The children's files.")

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@group.command("left-behind")
@click.argument("file", type=FILE)
@click.option("--json", "as_json", is_flag=True)
@unreadable
def left_behind(file: Path, as_json: bool) -> None:
    """Who of the children in FILE counts as left behind by definitions A to D, and why."""
    cases = read_cases(file, clock.today())
    for case in cases:
        for state in case.strange:
            click.echo(f"{case.id}: {state} is no state known here; it was read as unknown.", err=True)
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
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)
