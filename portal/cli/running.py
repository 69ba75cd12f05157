"""How a command runs: one transaction, named in the journal, and refusals told in one line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click
from flask_babel import gettext as _
from sqlalchemy.exc import ArgumentError, OperationalError, ProgrammingError

from portal.core import migrations
from portal.core.blueprint import database
from portal.core.errors import CannotOpen, Refused
from portal.journal.operations import coming_from

P = ParamSpec("P")
R = TypeVar("R")


@contextmanager
def writing(name: str) -> Iterator[None]:
    """One write transaction; the journal says the command's name."""
    with _tables_there(), coming_from(f"command {name}"), database().transaction(write=True):
        yield


@contextmanager
def reading() -> Iterator[None]:
    """One reading transaction."""
    with _tables_there(), database().transaction():
        yield


@contextmanager
def _tables_there() -> Iterator[None]:
    """Asked only after something failed: a command on a database that nobody brought up to date says what to do."""
    try:
        yield
    except (OperationalError, ProgrammingError):
        if migrations.is_current(database()):
            raise
        raise click.ClickException(_("The tables are of another version. Run: flask --app app db upgrade")) from None


def told(command: Callable[P, R]) -> Callable[P, R]:
    """Turn a refusal, or a file that cannot be read or written, into its sentence and exit 1."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            raise click.ClickException(str(refusal.reason)) from None
        except OSError as error:
            raise click.ClickException(f"{error.filename or ''}: {error.strerror or error}".lstrip(": ")) from None
        except CannotOpen as problem:
            raise click.ClickException(str(problem)) from None
        except (ArgumentError, OperationalError):
            words = _("The database cannot be reached. Look at its address and whether its server runs.")
            raise click.ClickException(words) from None

    return run


class Unreadable(click.ClickException):
    """A file that cannot be taken in at all."""

    exit_code = 2


def unreadable(command: Callable[P, R]) -> Callable[P, R]:
    """Turn a refusal of the file into its sentence and exit 2."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except Refused as refusal:
            raise Unreadable(str(refusal.reason)) from None

    return run


def answer(found: Any, *, as_json: bool, words: str) -> None:
    """Print a result as JSON for scripts or as a sentence for people."""
    click.echo(json.dumps(found, ensure_ascii=False, default=str) if as_json else words)
