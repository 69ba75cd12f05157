"""Templates taken apart: their words, their calls, their tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

from portal.config import ROOT

ENVIRONMENT = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
GETTEXT = frozenset({"_", "gettext", "ngettext", "pgettext", "npgettext"})

#: Attributes people read or hear.
SPOKEN = frozenset({"alt", "aria-label", "aria-description", "aria-roledescription", "data-l", "placeholder", "title", "summary"})
SILENT = frozenset({"script", "style", "code"})

#: Two Latin letters in a row, or one Chinese character: something a person would read.
WORDS = re.compile(r"[A-Za-z]{2,}|[\u3400-\u9fff]")

MARK = "\ue000"
IDENTIFIER = re.compile(r"[a-z][a-z0-9-]*|[a-z-]+=['\"{].*")


@lru_cache
def tree(path: Path) -> nodes.Template:
    """The template as Jinja understands it."""
    return ENVIRONMENT.parse(path.read_text(encoding="utf8"))


def name(path: Path) -> str:
    """Path within the project."""
    return path.relative_to(ROOT).as_posix()


def markup(path: Path) -> str:
    """The template's own HTML on its own lines; a mark stands wherever Jinja had its say."""
    lexed = ENVIRONMENT.lex(path.read_text(encoding="utf8"))
    return "".join(text if kind == "data" else MARK + "\n" * text.count("\n") for _line, kind, text in lexed)


def spoken(text: str) -> Iterator[str]:
    """The parts of a text that a person would read; a lone word in small letters is the name of a class or picture."""
    for part in text.split(MARK):
        words = " ".join(part.split())
        if WORDS.search(words) and not IDENTIFIER.fullmatch(words):
            yield words


class Reader(HTMLParser):
    """Collects what people read in a page, and its tags with their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[tuple[int, str]] = []
        self.tags: list[tuple[int, str, dict[str, str | None]]] = []
        self._silent = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag if tag in SILENT else self._silent
        self.tags.append((self.getpos()[0], tag, dict(attrs)))
        for key, value in attrs:
            self._hear(value or "" if key in SPOKEN else "")

    def handle_endtag(self, tag: str) -> None:
        self._silent = "" if tag == self._silent else self._silent

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._hear(data)

    def _hear(self, text: str) -> None:
        self.words += [(self.getpos()[0], words) for words in spoken(text)]


@lru_cache
def read(path: Path) -> Reader:
    """A template read as a browser would."""
    reader = Reader()
    reader.feed(markup(path))
    reader.close()
    return reader


def calls(node: nodes.Node) -> Iterator[nodes.Call]:
    """Every call in a template."""
    yield from node.find_all(nodes.Call)


def called(call: nodes.Call) -> str:
    """Name of what is called."""
    return call.node.name if isinstance(call.node, nodes.Name) else getattr(call.node, "attr", "")


def texts_outside_gettext(node: nodes.Node) -> Iterator[nodes.Const]:
    """Texts written out in expressions and not handed to gettext."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.Call) and called(child) in GETTEXT:
            continue
        if isinstance(child, nodes.Const) and isinstance(child.value, str):
            yield child
        yield from texts_outside_gettext(child)
