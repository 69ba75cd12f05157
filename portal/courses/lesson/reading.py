"""Reads the text of a lesson: front matter, sections, pairs, the thing for tonight, and the questions at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from flask_babel import lazy_gettext as _l

from portal.courses.lesson.front import file_name, minutes, one_of, refused, slug, some_of, split
from portal.courses.lesson.shape import Block, BlockKind, Heading, Lesson, Question, Section, Stage, Suits, Topic

LONGEST = 60_000  # characters; a lesson has two thousand
MOST_SECTIONS, MOST_QUESTIONS, MOST_OPTIONS = 12, 10, 6
INSTEAD, TRY, TONIGHT = "(-)", "(+)", "(!)"
ASK = "? "

Line = tuple[int, str]


def read(source: str) -> Lesson:
    """The lesson a text holds; Refused with the line where it cannot be understood."""
    if len(source) > LONGEST:
        raise refused(_l("The text is longer than a lesson can be (60,000 characters)."))
    front, lines, first = split(source)
    numbered = list(enumerate(lines, first))
    begin = next((at for at, (_number, line) in enumerate(numbered) if line.startswith(ASK)), len(numbered))
    return Lesson(
        id=slug(front),
        title=front["title"],
        english=front.get("english", ""),
        summary=front["summary"],
        english_summary=front.get("english_summary", ""),
        idea=front["idea"],
        topic=one_of(Topic, front, "topic"),
        heading=one_of(Heading, front, "heading"),
        minutes=minutes(front),
        stages=some_of(Stage, front, "stage"),
        suits=some_of(Suits, front, "for"),
        sources=tuple(part.strip() for part in re.split(r"[;；]", front["sources"]) if part.strip()),
        audio=file_name(front, "audio"),
        video=file_name(front, "video"),
        captions=file_name(front, "captions"),
        sections=_sections(numbered[:begin]),
        questions=_questions(numbered[begin:]),
        source=source,
    )


def _sections(lines: Sequence[Line]) -> Sequence[Section]:
    found: list[tuple[str, list[Line]]] = []
    for number, line in lines:
        if line.startswith("## "):
            found.append((line[3:].strip(), []))
        elif found:
            found[-1][1].append((number, line))
        elif line.strip():
            raise refused(_l("Line %(line)s stands before the first heading (## …).", line=number))
    if not 0 < len(found) <= MOST_SECTIONS:
        raise refused(_l("A lesson has one to twelve sections, each beginning with ## and its heading."))
    return tuple(Section(title, tuple(_blocks(inner))) for title, inner in found)


def _blocks(lines: Sequence[Line]) -> Iterator[Block]:
    for kind, group in groupby(lines, key=lambda line: _mark(line[1])):
        held = list(group)
        if kind == "":
            words = "\n".join(line for _number, line in held).strip("\n")
            if words.strip():
                yield Block(BlockKind.TEXT, words)
        elif kind == TONIGHT:
            yield from (Block(BlockKind.TONIGHT, line[3:].strip()) for _number, line in held)
        else:
            yield from _pairs(held)


def _mark(line: str) -> str:
    """Lines of one kind stand together; both halves of a pair are one kind."""
    begin = line[:3]
    return INSTEAD if begin in (INSTEAD, TRY) else TONIGHT if begin == TONIGHT else ""


def _pairs(lines: Sequence[Line]) -> Iterator[Block]:
    for at in range(0, len(lines), 2):
        number, instead = lines[at]
        followed = lines[at + 1][1] if at + 1 < len(lines) else ""
        if not instead.startswith(INSTEAD) or not followed.startswith(TRY):
            raise refused(_l("Line %(line)s: a line with (-) is followed by one with (+).", line=number))
        yield Block(BlockKind.PAIR, followed[3:].strip(), instead[3:].strip())


def _questions(lines: Sequence[Line]) -> Sequence[Question]:
    found: list[list[Line]] = []
    for number, line in lines:
        if line.startswith(ASK):
            found.append([])
        if line.strip():
            found[-1].append((number, line.rstrip()))
    if len(found) > MOST_QUESTIONS:
        raise refused(_l("A lesson has at most ten questions."))
    return tuple(_question(held) for held in found)


def _question(lines: Sequence[Line]) -> Question:
    number, first = lines[0]
    options = [line for _number, line in lines[1:] if line.startswith(("- ", "+ "))]
    because = [line[2:].strip() for _number, line in lines[1:] if line.startswith("= ")]
    right = [at for at, line in enumerate(options) if line.startswith("+ ")]
    whole = len(options) + len(because) == len(lines) - 1
    if not whole or len(right) != 1 or len(because) != 1 or not 1 < len(options) <= MOST_OPTIONS:
        raise refused(
            _l(
                "Line %(line)s: a question has two to six options, one of them with +, and one line with = that says why.",
                line=number,
            )
        )
    return Question(first[2:].strip(), tuple(option[2:].strip() for option in options), right[0], because[0])
