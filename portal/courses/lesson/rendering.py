"""Shows the text of a lesson as pages: Markdown, then an allow-list; whatever is not on it is gone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import mistune
import nh3
from markupsafe import Markup

from portal.courses.lesson.shape import BlockKind, Lesson

TAGS = {"p", "br", "strong", "em", "del", "ul", "ol", "li", "blockquote", "h3", "a", "table", "thead", "tbody", "tr", "th", "td"}
SCHEMES = {"https", "tel"}
TO_A_LESSON = re.compile(r"\]\(lesson:([a-z0-9-]{2,40})\)")
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
PICTURES = re.compile(r"!\[|<img\b", re.IGNORECASE)
HARMLESS = re.compile(r"https://|tel:\+?[0-9]{3,15}$|/(?!/)")


def _address(_tag: str, _name: str, value: str) -> str | None:
    """An address is kept when it is a page of this house, a safe page elsewhere, or a telephone number."""
    return value if HARMLESS.match(value) else None


_markdown = mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])
_cleaner = nh3.Cleaner(
    tags=TAGS,
    attributes={"a": {"href"}},
    url_schemes=SCHEMES,
    link_rel="noopener noreferrer nofollow",
    strip_comments=True,
    attribute_filter=_address,
)


@dataclass(frozen=True)
class ShownBlock:
    """A part of a section, ready for the page."""

    kind: BlockKind
    words: Markup
    instead: Markup


@dataclass(frozen=True)
class ShownSection:
    """A section, ready for the page; `number` counts from 1."""

    number: int
    title: str
    blocks: Sequence[ShownBlock]


@lru_cache(maxsize=256)
def shown(lesson: Lesson, root: str) -> Sequence[ShownSection]:
    """Every section of a lesson; `root` is the address under which other lessons are found. Made once for each text."""
    return tuple(
        ShownSection(
            number,
            section.title,
            tuple(ShownBlock(each.kind, safe(each.words, root), safe(each.instead, root)) for each in section.blocks),
        )
        for number, section in enumerate(lesson.sections, 1)
    )


def safe(markdown: str, root: str = "") -> Markup:
    """Markdown as harmless markup: no script, no style, no picture, no address but https, telephone and other lessons."""
    linked = TO_A_LESSON.sub(lambda found: f"]({root}/{found[1]})", PICTURE.sub("", markdown))
    return Markup(_cleaner.clean(str(_markdown(linked))))  # noqa: S704  the allow-list above is what makes it safe


def lessons_linked(lesson: Lesson) -> Sequence[str]:
    """The lessons a text sends on to."""
    found: Sequence[str] = TO_A_LESSON.findall(lesson.source)
    return found


def lost_pictures(source: str) -> bool:
    """Whether the text holds pictures; none is shown, because it would have to come from somewhere else."""
    return bool(PICTURES.search(source))
