"""flask summaries: counting a month's return, proving that signed ones are what was signed, and protecting tables of counts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.cli.handing_out import export, fill
from portal.cli.running import answer, reading, told, unreadable, writing
from portal.core import clock
from portal.core.blueprint import database
from portal.school.queries import school_profile
from portal.summaries.counting import ALL
from portal.summaries.definitions import return_forms
from portal.summaries.gathering import Counted, count_return
from portal.summaries.lines import Lines
from portal.summaries.operations.counting import begin_return
from portal.summaries.periods import Period
from portal.summaries.protection.protecting import THRESHOLD, protect
from portal.summaries.protection.reading import read_table
from portal.summaries.protection.writing import csv_text, json_text
from portal.summaries.queries.periods import period_of
from portal.summaries.queries.proving import first_fault, signed_returns
from portal.summaries.queries.returns import entries_of, newest_version, totals_before
from portal.summaries.sending.posting import ask_after, post_due

group = AppGroup("summaries", help="Returns for the authority, and tables made safe to hand on.")
group.add_command(export)
group.add_command(fill)

SEX_NAMES = {"1": "male", "2": "female", "?": "unknown"}
MONTHLY, TERMLY = "left_behind_monthly", "care_termly"


@group.command("build")
@click.option("--month", help="As in 2026-11. Counted are the facts of its last day, or of today while it runs.")
@click.option("--term", help="As in 2026-T1, a term of the school calendar, in place of a month.")
@click.option("--store", is_flag=True, help="Also keep it as the draft of that month.")
@click.option("--json", "as_json", is_flag=True)
@told
def build(month: str | None, term: str | None, store: bool, as_json: bool) -> None:
    """Count the month's left-behind return by grade, sex, boarding and definition, or a term's return, with its checks.

    Prints what a draft would hold, true counts, for the school itself; nothing is stored without --store.
    """
    if (month is None) == (term is None):
        raise click.UsageError(_("Say either --month, as in 2026-11, or --term, as in 2026-T1."))
    form = return_forms()[MONTHLY if month else TERMLY]
    with reading():
        chosen = period_of(form, month or term or "")
        draft = newest_version(form.id, str(chosen))
        entries = entries_of(draft.id) if draft else {}
        counted = count_return(form, chosen.cut_off(clock.today()), entries, totals_before(form.id, str(chosen)))
        profile = school_profile()
    found = _said(counted, chosen, profile.code if profile else "")
    if store:
        with writing("summaries build"):
            found["stored"] = begin_return(form, chosen, by=None).id
    answer(found, as_json=as_json, words=_table(counted, found))


def _said(counted: Counted, period: Period, code: str) -> dict[str, Any]:
    lines = Lines.counted(counted.counts)
    return {
        "school": code,
        "return": counted.form.id,
        "period": str(period),
        "cut_off": counted.cut_off.isoformat(),
        "left_behind_definition": counted.definition,
        "zero_return": lines.is_zero,
        "totals": {letter: lines.total(f"left_behind_{letter.lower()}") for letter in "ABCD"},
        "cells": [cell for letter in "ABCD" for cell in _cells(lines, letter)],
        "indicators": [_indicator(lines, one.id) for one in counted.form.indicators],
        "checks": _checks(counted),
    }


def _cells(lines: Lines, letter: str) -> Sequence[dict[str, Any]]:
    found = lines.cells.get(f"left_behind_{letter.lower()}", {})
    return [
        {"definition": letter, "grade": grade, "sex": SEX_NAMES[sex], "boarding": boarding, "count": number}
        for (grade, sex, boarding), number in found.items()
    ]


def _indicator(lines: Lines, name: str) -> dict[str, Any]:
    return {
        "id": name,
        "total": lines.total(name),
        "by_hand": lines.by_hand(name),
        "by_grade": dict(lines.by(name, "grade")),
        "by_sex": {SEX_NAMES[sex]: number for sex, number in lines.by(name, "sex").items()},
        "by_boarding": dict(lines.by(name, "boarding")),
    }


def _checks(counted: Counted) -> list[dict[str, Any]]:
    broken = {found.balance.id for found in counted.imbalances}
    held = [{"id": one.id, "holds": True} for one in counted.form.balances if one.id not in broken]
    return held + [
        {"id": one.balance.id, "holds": False, "indicator": one.indicator, "left": one.left, "right": one.right}
        for one in counted.imbalances
    ]


def _table(counted: Counted, said: dict[str, Any]) -> str:
    lines = Lines.counted(counted.counts)
    told_of = {"period": said["period"], "day": said["cut_off"], "letter": said["left_behind_definition"]}
    rows = [_("%(period)s, counted on %(day)s, definition %(letter)s", **told_of)]
    rows.append("\t".join(["", _("total"), *lines.grades]))
    for one in counted.form.indicators:
        total = lines.total(one.id)
        grades = [] if lines.by_hand(one.id) else [lines.count(one.id, (grade, ALL, ALL)) for grade in lines.grades]
        rows.append("\t".join(map(str, [one.id, _("by hand") if total is None else total, *grades])))
    rows += [
        _("check %(id)s: %(indicator)s %(left)s, %(right)s", **{name: one[name] for name in ("id", "indicator", "left", "right")})
        for one in said["checks"]
        if not one["holds"]
    ]
    rows.append(_("%(count)s checks hold.", count=sum(one["holds"] for one in said["checks"])))
    return "\n".join(rows)


@group.command("send")
@click.option("--json", "as_json", is_flag=True)
@told
def send(as_json: bool) -> None:
    """Post every letter that is due to the district, and ask after those it has; the server does the same by itself."""
    answered, heard = post_due(database()), ask_after(database())
    words = _("%(answered)s answered, %(heard)s words of the district.", answered=answered, heard=heard)
    answer({"answered": answered, "heard": heard}, as_json=as_json, words=words)


@group.command("verify")
@click.option("--json", "as_json", is_flag=True)
@told
def verify(as_json: bool) -> None:
    """Prove every signed return: its counts, the sets of children behind them, and all it says. Exit 1 names the first broken."""
    with reading():
        found = [(one.kind, one.period, one.edition, first_fault(one)) for one in signed_returns()]
    broken = next((_fault_words(*one) for one in found if one[-1]), "")
    if broken:
        answer({"signed": len(found), "broken": broken}, as_json=as_json, words=broken)
        raise click.exceptions.Exit(1)
    words = _("%(count)s signed returns are as they were signed.", count=len(found))
    answer({"signed": len(found), "broken": None}, as_json=as_json, words=words)


def _fault_words(kind: str, period: str, edition: int, fault: object) -> str:
    return _("%(kind)s %(period)s version %(edition)s: %(fault)s", kind=kind, period=period, edition=edition, fault=fault)


@group.command("protect")
@click.argument("file", metavar="TABLE.csv", type=click.Path(path_type=Path))
@click.option(
    "--threshold", type=click.IntRange(min=1), default=THRESHOLD, show_default=True, help="Counts from 1 below it are hidden."
)
@click.option("--json", "as_json", is_flag=True, help="One object instead of csv.")
@unreadable
def protect_table(file: Path, threshold: int, as_json: bool) -> None:
    """Print a table of counts with all its totals (`*`) and nothing where a count would single children out; needs no database."""
    protected = protect(read_table(file), threshold)
    text = json_text(protected) if as_json else csv_text(protected)
    click.echo(text.encode("utf-8"), nl=False)  # the same bytes on every machine
    if not protected.fewest:
        click.echo(_("Safe, though a choice that hides fewer cells may exist: the search was ended."), err=True)
