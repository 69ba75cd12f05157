"""flask duty: rosters from instance files; needs no database. A file that cannot be used is one line and exit 2."""

from __future__ import annotations

import json
from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.cli.running import unreadable
from portal.duty.solver.answer import as_json
from portal.duty.solver.instance import Instance
from portal.duty.solver.reading import read_file
from portal.duty.solver.solving import Goal, Roster, solve
from portal.duty.solver.words import shortage, what_opens, why_open

group = AppGroup("duty", help="Weekend duty rosters.")

_BAR = 40  # characters of the longest load


@group.command("solve")
@click.argument("file", metavar="INSTANCE", type=click.Path(path_type=Path))
@click.option("--json", "json_wanted", is_flag=True, help="One object for scripts instead of a table.")
@click.option("--seconds", type=click.FloatRange(min=0), help="Time limit; 6 to 60 by the size of the instance when left out.")
@unreadable
def solve_instance(file: Path, json_wanted: bool, seconds: float | None) -> None:
    """Make the fairest roster of INSTANCE and say how near to the best possible it is."""
    instance = read_file(file)
    roster = solve(instance, seconds)
    if json_wanted:
        click.echo(json.dumps(as_json(roster), ensure_ascii=False, indent=1))
        return
    for line in [*_shifts(instance, roster), "", *_loads(roster), "", *_open(roster), *_verdict(roster)]:
        click.echo(line)


def _shifts(instance: Instance, roster: Roster) -> list[str]:
    """A line for every shift, day by day."""
    wide = max([0, *(len(shift.post) for shift in instance.shifts)])
    ordered = sorted(instance.shifts, key=lambda shift: (shift.day, shift.post, shift.id))
    return [f"{shift.day}  {shift.post:<{wide}}  {roster.assignments.get(shift.id, '—')}" for shift in ordered]


def _loads(roster: Roster) -> list[str]:
    """A bar for every person, the heaviest load first."""
    most = max([1.0, *roster.loads.values()])
    wide = max([0, *map(len, roster.loads)])
    ordered = sorted(roster.loads.items(), key=lambda item: (-item[1], item[0]))
    return [f"{person:<{wide}}  {load:>6g}  {'█' * round(_BAR * max(0.0, load) / most)}" for person, load in ordered]


def _open(roster: Roster) -> list[str]:
    """Every unfilled shift with the rules that block it and what would open it."""
    lines = [shortage(found) for found in roster.shortages]
    for shift in roster.blocked:
        lines += [_("Unfilled: %(shift)s", shift=shift.shift), *(f"  {line}" for line in why_open(shift)), f"  {what_opens(shift)}"]
    return lines


def _verdict(roster: Roster) -> list[str]:
    """Each goal with its bound, and the time it took."""
    names = {"unfilled": _("Unfilled shifts"), "spread": _("Spread of loads"), "squares": _("Sum of squared loads")}
    lines = [_goal(names[goal.name], goal) for goal in roster.goals if goal.name in names]
    if roster.cut_short:
        lines.append(_("The time limit ended the search; with --seconds it may look longer."))
    return [*lines, _("%(seconds)s seconds", seconds=f"{roster.seconds:.2f}")]


def _goal(name: str, goal: Goal) -> str:
    reached, bound, gap = f"{goal.reached:g}", f"{goal.bound:g}", f"{goal.gap:g}"
    if goal.proved:
        return _("%(name)s: %(reached)s, proved the least possible", name=name, reached=reached)
    return _("%(name)s: %(reached)s, at least %(bound)s (gap %(gap)s)", name=name, reached=reached, bound=bound, gap=gap)
