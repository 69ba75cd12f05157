"""flask catalogues: whether every sentence of the interface has its Chinese, and which have not."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file
from babel.messages.pofile import read_po
from flask.cli import AppGroup

from portal.config import ROOT
from portal.core.i18n import CHINESE, SOURCE

group = AppGroup("catalogues", help="The sentences of the interface and their Chinese.")

KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None, "lazy_ngettext": (1, 2), "lazy_pgettext": ((1, "c"), 2)}
JINJA = "jinja2.ext:babel_extract"
METHODS = (("portal", "*.py", "python"), ("templates", "*.html", JINJA), ("templates", "*.txt", JINJA))

HAN = re.compile(r"[\u3400-\u9fff\uff00-\uffef\u3000-\u303f]")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")

#: A sentence with its context; two sentences where the number decides.
Key = tuple[str, str | None]


@dataclass(frozen=True)
class Entry:
    """One entry of a catalogue and the file it stands in."""

    message: Message
    path: Path

    @property
    def key(self) -> Key:
        """By what gettext finds it."""
        return _key(self.message.id, self.message.context)

    @property
    def chinese(self) -> Sequence[str]:
        """Its Chinese: one sentence, as Chinese has no plural."""
        found = self.message.string
        return [found] if isinstance(found, str) else list(found or ())

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}: “{self.key[0]}”"


def _key(msgid: str | Sequence[str], context: str | None) -> Key:
    return (msgid if isinstance(msgid, str) else msgid[0], context)


def used() -> Mapping[Key, list[tuple[Path, int]]]:
    """Every sentence that code and templates ask for, and where."""
    found: dict[Key, list[tuple[Path, int]]] = defaultdict(list)
    for folder, pattern, method in METHODS:
        for path in sorted((ROOT / folder).rglob(pattern)):
            for line, msgid, _comments, context in extract_from_file(method, path, keywords=KEYWORDS, options={"silent": "false"}):
                found[_key(msgid, context)].append((path, line))
    return found


def entries() -> Iterator[Entry]:
    """Every entry of every Chinese catalogue."""
    for path in sorted((SOURCE / "zh").glob("*.po")):
        yield from (Entry(message, path) for message in _read(path) if message.id)


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=CHINESE, abort_invalid=True)


def problems() -> Iterator[str]:
    """What is wrong with the catalogues, each with its file and what to do."""
    asked, written = used(), list(entries())
    known = {entry.key for entry in written}
    for key, places in asked.items():
        where = f"{places[0][0].relative_to(ROOT)}:{places[0][1]}: “{key[0]}”"
        if key not in known:
            yield f"{where} has no Chinese: add it to translations/zh"
        if HAN.search(key[0]):
            yield f"{where} holds Chinese: write English here, its Chinese in translations/zh"
    for entry in written:
        yield from (f"{entry}: {what}" for what in _faults(entry, asked))
    yield from _disagreements(written)
    yield from _obsolete()


def _faults(entry: Entry, asked: Mapping[Key, object]) -> Iterator[str]:
    if entry.key not in asked:
        yield "is used nowhere: take it out"
    if entry.message.fuzzy:
        yield "is marked fuzzy: check it and take the mark away"
    if not all(entry.chinese) or not entry.chinese:
        yield "has no Chinese: write it"
    wanted = {name for part in _parts(entry.message.id) for name in PLACEHOLDER.findall(part)}
    for sentence in filter(None, entry.chinese):
        named = set(PLACEHOLDER.findall(sentence))
        if not named <= wanted or (isinstance(entry.message.id, str) and named != wanted):
            yield f"the Chinese names {sorted(named)}, the English {sorted(wanted)}: use the same ones"


def _parts(msgid: str | Sequence[str]) -> Sequence[str]:
    return [msgid] if isinstance(msgid, str) else msgid


def _disagreements(written: Sequence[Entry]) -> Iterator[str]:
    first: dict[Key, Entry] = {}
    for entry in written:
        other = first.setdefault(entry.key, entry)
        if other.chinese != entry.chinese:
            yield f"{entry}: says something else in {other.path.name}: use the same Chinese, or give one a context"


def _obsolete() -> Iterator[str]:
    for path in sorted((SOURCE / "zh").glob("*.po")):
        for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), start=1):
            if line.startswith("#~"):
                yield f"{path.relative_to(ROOT)}:{number}: is obsolete: take it out"


@group.command("check")
def check() -> None:
    """Exit 1 and name every sentence without its Chinese, and everything else that is wrong."""
    found = list(problems())
    for problem in found:
        click.echo(problem)
    if found:
        raise click.ClickException(f"{len(found)} things to put right in the catalogues.")
    click.echo("The catalogues are complete.")


@group.command("missing")
@click.argument("package", default="")
def missing(package: str) -> None:
    """Print empty entries for what has no Chinese yet, ready to be filled in; PACKAGE is part of a path."""
    written = {entry.key for entry in entries()}
    for (msgid, context), places in used().items():
        path = places[0][0].relative_to(ROOT).as_posix()
        if (msgid, context) not in written and package in path:
            click.echo(f"#: {path}:{places[0][1]}" + ("\n#, python-format" if PLACEHOLDER.search(msgid) else ""))
            click.echo(f"msgctxt {_quoted(context)}\n" if context else "", nl=False)
            click.echo(f'msgid {_quoted(msgid)}\nmsgstr ""\n')


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
