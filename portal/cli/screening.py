"""flask screening: scoring files of answers and checking scoring keys; needs no database. A refusal is one line and exit 2."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from flask.cli import AppGroup
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.core.errors import Refused
from portal.screening.answer_files.reading import read_answers
from portal.screening.answer_files.results import csv_lines, json_lines
from portal.screening.scales.flaws import BrokenDefinition
from portal.screening.scales.library import UnknownScale, all_scales, scale
from portal.screening.scales.reading import read_scale
from portal.screening.scoring.coding import UnknownCoding, codings, recoded, shift
from portal.screening.scoring.key import key_of
from portal.screening.scoring.sheet import score
from portal.screening.words import all_told

P = ParamSpec("P")
R = TypeVar("R")

group = AppGroup("screening", help="Scoring keys and answer sheets.")


class WrongInput(click.ClickException):
    """What was handed in cannot be used."""

    exit_code = 2


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Turn every foreseen refusal into one line and exit 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            raise WrongInput(" ".join(str(refusal).split())) from None
        except (UnknownScale, UnknownCoding) as unknown:
            known = ", ".join(unknown.known) or "-"
            raise WrongInput(_("“%(name)s” is not known. Known are: %(known)s.", name=unknown.name, known=known)) from None
        except BrokenDefinition as broken:
            raise WrongInput(all_told(broken)[0]) from None
        except OSError as closed:
            raise WrongInput(_("%(file)s cannot be read. Check its name.", file=closed.filename)) from None

    return run


@group.command("score")
@click.argument("scale_id", metavar="SCALE")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One object of results by id instead of csv.")
@click.option("--variant", default="", help="Another published way to read the answers; `flask screening scales` lists them.")
@click.option("--coding", default="", help="How the file codes its answers, such as 0-4, where the key does it otherwise.")
@told
def score_file(scale_id: str, file: Path, as_json: bool, variant: str, coding: str) -> None:
    """Score a csv (id,1,2,…) or a json list of {"id", "answers"}; prints a result for each id."""
    chosen, key = scale(scale_id, variant), key_of(scale_id, variant)
    add = shift(chosen, coding)
    read = read_answers(file, chosen)
    if read.absent_items:
        items = ", ".join(map(str, read.absent_items))
        click.echo(_("No column for items %(items)s: they count as unanswered.", items=items), err=True)
    results = {sheet: score(key, recoded(answers, add)) for sheet, answers in read.sheets.items()}
    click.echo("\n".join(json_lines(results) if as_json else csv_lines(chosen, results)))


@group.command("scales")
@told
def list_scales() -> None:
    """List the scales: id, items, codings, variants, name."""
    language = str(get_locale() or "")
    for name, found in all_scales().items():
        variants = ",".join(found.variants) or "-"
        click.echo(f"{name}\t{found.items_count}\t{','.join(codings(found))}\t{variants}\t{found.names.in_language(language)}")


@group.command("check")
@click.argument("file", type=click.Path(path_type=Path))
@told
def check_definition(file: Path) -> None:
    """Check a scoring key before it is put in place; prints every flaw with its line."""
    try:
        found = read_scale(file)
    except BrokenDefinition as broken:
        *first, last = all_told(broken)
        for sentence in first:
            click.echo(sentence, err=True)
        raise WrongInput(last) from None
    click.echo(_("%(file)s can be used: %(count)s items.", file=file.name, count=found.items_count))
