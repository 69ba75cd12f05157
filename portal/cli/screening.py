"""flask screening: scoring files of answers and checking scoring keys; needs no database. A refusal is one line and exit 2."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.core.errors import Refused
from portal.screening.answer_files.reading import AnswerFile, read_answers
from portal.screening.scales.definition import Scale
from portal.screening.scales.flaws import BrokenDefinition
from portal.screening.scales.library import UnknownScale, all_scales, scale
from portal.screening.scales.reading import read_scale
from portal.screening.scoring.coding import UnknownCoding, recoded
from portal.screening.scoring.key import key_of
from portal.screening.scoring.result import Result
from portal.screening.scoring.sheet import score as score_sheet
from portal.screening.words import all_told

P = ParamSpec("P")
R = TypeVar("R")

group = AppGroup("screening", help="Scoring keys and answer sheets.")


class WrongInput(click.ClickException):
    """What was handed in cannot be used."""

    exit_code = 2


def told_in_one_line(command: Callable[P, R]) -> Callable[P, R]:
    """Turn every foreseen refusal into one line and exit 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            raise WrongInput(" ".join(str(refusal).split())) from None
        except UnknownScale as unknown:
            known = ", ".join(unknown.known) or "-"
            raise WrongInput(_("“%(name)s” is not known. Known are: %(known)s.", name=unknown.name, known=known)) from None
        except UnknownCoding as unknown:
            known = ", ".join(unknown.known)
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
@click.option("--variant", default="", help="Another published way to read the answers; see `flask screening scales`.")
@click.option("--coding", default="", help="How the file codes the answers, such as 0-4, where it differs from the key.")
@told_in_one_line
def score(scale_id: str, file: Path, as_json: bool, variant: str, coding: str) -> None:
    """Score a csv (id,1,2,…) or a json list of {"id", "answers"}; prints a result for each id."""
    chosen = scale(scale_id, variant)
    answers = read_answers(file, chosen)
    if answers.absent_items:
        absent = ", ".join(map(str, answers.absent_items))
        click.echo(_("No column for items %(items)s: they count as unanswered.", items=absent), err=True)
    results = scored(chosen, variant, answers, coding)
    for line in as_json_lines(results) if as_json else as_csv_lines(chosen, results):
        click.echo(line)


def scored(chosen: Scale, variant: str, answers: AnswerFile, coding: str) -> dict[str, Result]:
    """Results by id, in the order of the file."""
    key = key_of(chosen.id, variant)
    return {name: score_sheet(key, recoded(chosen, sheet, coding)) for name, sheet in answers.sheets.items()}


def as_json_lines(results: Mapping[str, Result]) -> Iterator[str]:
    """One JSON object, a line for each id."""
    yield "{"
    last = len(results)
    for number, (name, result) in enumerate(results.items(), start=1):
        line = f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(result.as_object(), ensure_ascii=False)}"
        yield line if number == last else line + ","
    yield "}"
