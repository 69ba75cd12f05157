"""The front matter of a lesson: lines of "name: value" between two lines of three dashes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused, Words

FENCE = "---"
NEEDED = ("id", "title", "summary", "idea", "topic", "heading", "stage", "minutes", "sources")
OPTIONAL = ("english", "english_summary", "for", "audio", "video", "captions")
SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])")
FILE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]{0,60})\.[a-z0-9]{2,4}")
LONGEST = 400
MOST_MINUTES = 30

Word = TypeVar("Word", bound=StrEnum)


def split(source: str) -> tuple[Mapping[str, str], Sequence[str], int]:
    """The front matter, the lines of the body, and the number of the body's first line; Refused where a line cannot be read."""
    lines = source.replace("\r\n", "\n").split("\n")
    if not lines or lines[0].strip() != FENCE or FENCE not in (line.strip() for line in lines[1:]):
        raise refused(_l("A lesson begins with its front matter, between two lines of three dashes."))
    end = next(number for number, line in enumerate(lines[1:], 1) if line.strip() == FENCE)
    found: dict[str, str] = {}
    for number, line in enumerate(lines[1:end], 2):
        name, colon, value = line.partition(":")
        name = name.strip()
        if not line.strip():
            continue
        if not colon or name not in (*NEEDED, *OPTIONAL) or name in found or len(value) > LONGEST:
            raise refused(_l("Line %(line)s of the front matter is not understood: %(words)s", line=number, words=line[:60]))
        found[name] = value.strip()
    missing = [name for name in NEEDED if not found.get(name)]
    if missing:
        raise refused(_l("The front matter lacks: %(names)s", names=", ".join(missing)))
    return found, lines[end + 1 :], end + 2


def one_of(kind: type[Word], front: Mapping[str, str], name: str) -> Word:
    """The one word of a line."""
    return _word(kind, name, front[name])


def some_of(kind: type[Word], front: Mapping[str, str], name: str) -> Sequence[Word]:
    """The words of a line, parted by commas."""
    return tuple(_word(kind, name, part.strip()) for part in re.split(r"[,，]", front.get(name, "")) if part.strip())


def _word(kind: type[Word], name: str, written: str) -> Word:
    try:
        return kind(written)
    except ValueError:
        known = ", ".join(kind)
        raise refused(
            _l("%(name)s does not know “%(written)s”; it may be: %(known)s", name=name, written=written, known=known)
        ) from None


def slug(front: Mapping[str, str]) -> str:
    """The lesson's own short name, as it stands in its address."""
    if not SLUG.fullmatch(front["id"]):
        raise refused(_l("The id is made of small letters, digits and dashes, two to forty of them."))
    return front["id"]


def minutes(front: Mapping[str, str]) -> int:
    """How long the lesson takes."""
    written = front["minutes"]
    if not re.fullmatch(r"[0-9]{1,2}", written) or not 0 < int(written) <= MOST_MINUTES:
        raise refused(_l("Minutes are a whole number from 1 to 30."))
    return int(written)


def file_name(front: Mapping[str, str], name: str) -> str:
    """The name of a media file beside the lesson: no folder, no address."""
    written = front.get(name, "")
    if written and not FILE.fullmatch(written):
        raise refused(_l("“%(written)s” is no name of a file that can lie beside a lesson.", written=written[:60]))
    return written


def refused(words: Words) -> Refused:
    """The text was not understood; shown at the field it was written in."""
    return Refused(words, field="source")
