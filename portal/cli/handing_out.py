"""flask summaries export / fill: a signed return for another authority's engine, or in its own workbook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.cli.running import reading, unreadable
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.exchange.message import Message, read_message
from portal.school.queries import school_profile
from portal.summaries import exchange
from portal.summaries.engines import Naming, adx, data_value_set
from portal.summaries.models import Return, State
from portal.summaries.publishing import shown_outside
from portal.summaries.queries.returns import findings_of, reasons_of, steps_of
from portal.summaries.template import filled

NOT_SIGNED = _l("No signed return of this month.")


@click.command("export")
@click.option("--month", required=True, help="As in 2026-11.")
@click.option("--to", "engine", type=click.Choice(["dhis2", "adx"]), required=True)
@click.option("--mapping", type=click.Path(path_type=Path, exists=True), required=True, help="TOML; see docs/exchange.md.")
@unreadable
def export(month: str, engine: str, mapping: Path) -> None:
    """Print the signed return of a month for DHIS2 or as ADX."""
    naming = Naming.read(mapping.read_text("utf-8"))
    message = signed_message(month)
    if engine == "adx":
        click.echo(adx(message, naming, clock.now()), nl=False)
    else:
        click.echo(json.dumps(data_value_set(message, naming, clock.now()), ensure_ascii=False))


@click.command("fill")
@click.option("--month", required=True, help="As in 2026-11.")
@click.argument("template", type=click.Path(path_type=Path, exists=True))
@click.argument("target", type=click.Path(path_type=Path))
@unreadable
def fill(month: str, template: Path, target: Path) -> None:
    """Fill the named cells of an authority's workbook with the signed return of a month."""
    with template.open("rb") as opened:
        target.write_bytes(filled(opened, signed_message(month)))
    click.echo(str(target))


def signed_message(month: str) -> Message:
    """The newest signed version of a month, as it leaves the school."""
    with reading():
        newest = select(Return).where(Return.period == month, Return.state == State.SIGNED).order_by(Return.edition.desc())
        found = session().scalars(newest.limit(1)).one_or_none()
        if found is None:
            raise click.ClickException(str(NOT_SIGNED))
        return read_message(_said(found))


def _said(found: Return) -> dict[str, Any]:
    shown = shown_outside(found, Refused(NOT_SIGNED))
    return exchange.message(found, shown, school_profile(), findings_of(found.id), reasons_of(found.id), steps_of(found.id))
