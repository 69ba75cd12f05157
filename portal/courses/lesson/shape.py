"""What a lesson is made of, once it was read."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Topic(StrEnum):
    """Series of lessons; whoever learned a whole one gets a certificate."""

    NEAR = "near"
    HOME = "home"
    SAFE = "safe"
    GROWING = "growing"


class Heading(StrEnum):
    """The six headings of what families teach (家庭教育促进法 16)."""

    HOMELAND = "homeland"
    CHARACTER = "character"
    TALENTS = "talents"
    HEALTH = "health"
    MIND_SAFETY = "mind_safety"
    WORK = "work"


class Stage(StrEnum):
    """Ages as the national outline of family education counts them: 6 to 12, 12 to 15, 15 to 18."""

    PRIMARY = "primary"
    JUNIOR = "junior"
    SENIOR = "senior"


class Suits(StrEnum):
    """For whom or when a lesson is most use; it orders the list and is never shown to families."""

    AWAY = "away"
    CARER = "carer"
    LEAVING = "leaving"
    BOARDING = "boarding"
    HOLIDAY = "holiday"


class BlockKind(StrEnum):
    """Parts of a section: running text, instead of / try, the one thing for tonight."""

    TEXT = "text"
    PAIR = "pair"
    TONIGHT = "tonight"


@dataclass(frozen=True)
class Block:
    """A part of a section as it was written; `instead` only in a pair."""

    kind: BlockKind
    words: str
    instead: str = ""


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it; reading is resumed at sections."""

    title: str
    blocks: Sequence[Block]


@dataclass(frozen=True)
class Question:
    """A small question: the options, which of them is right (counted from 0), and why."""

    words: str
    options: Sequence[str]
    right: int
    because: str


@dataclass(frozen=True)
class Lesson:
    """One lesson as it was read; `source` is the text itself, to the letter."""

    id: str
    title: str
    english: str
    summary: str
    english_summary: str
    idea: str
    topic: Topic
    heading: Heading
    minutes: int
    stages: Sequence[Stage]
    suits: Sequence[Suits]
    sources: Sequence[str]
    audio: str
    video: str
    captions: str
    sections: Sequence[Section]
    questions: Sequence[Question]
    source: str

    @property
    def digest(self) -> str:
        """By which this very text is known again."""
        return digest_of(self.source)

    @property
    def media(self) -> Sequence[str]:
        """Names of the files that belong to it."""
        return [name for name in (self.audio, self.video, self.captions) if name]


def digest_of(source: str) -> str:
    """The name of a text by its content."""
    return hashlib.sha256(source.encode()).hexdigest()
