"""A text pack: the wording of every item of one scale in one language."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

LANGUAGES = ("zh", "en")


@dataclass(frozen=True)
class TextPack:
    """`wordings` holds every item of the scale; `intro` is what stands above the first item, often empty.

    A pack that was answered is never changed: a new wording is a new version, told from the old by its fingerprint.
    """

    scale: str
    language: str
    wordings: Mapping[int, str]
    intro: str = ""

    @property
    def fingerprint(self) -> str:
        """Sixty-four hexadecimal digits, the same for the same words and for no others."""
        words = [self.scale, self.language, self.intro, sorted(self.wordings.items())]
        return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()

    def is_new_after(self, previous: TextPack | None) -> bool:
        """Whether this needs a version of its own."""
        return previous is None or previous.fingerprint != self.fingerprint
