"""What children are called in a case, and how another child's name is taken out of words that leave it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

STEMS = "甲乙丙丁戊己庚辛壬癸"


def letter_of(place: int) -> str:
    """学生甲 for the first side, 学生乙 for the second; a number when the ten are used up."""
    return _("Pupil %(letter)s", letter=STEMS[place] if place < len(STEMS) else str(place + 1))


def masks(names: Mapping[str, str]) -> Sequence[tuple[str, str]]:
    """Name and stand-in, the longest first; of a Chinese name of three or more also the given name alone."""
    pairs = {name.strip(): stand_in for name, stand_in in names.items() if len(name.strip()) > 1}
    for name, stand_in in list(pairs.items()):
        if len(name) > 2 and name.isalpha() and not name.isascii():
            pairs.setdefault(name[1:], stand_in)
    return sorted(pairs.items(), key=lambda pair: (-len(pair[0]), pair[0]))


def redacted(text: str, names: Mapping[str, str]) -> str:
    """The text with every known name replaced; spaces somebody put between the characters hide nothing."""
    for name, stand_in in masks(names):
        text = re.sub(r"\s*".join(map(re.escape, name)), stand_in, text, flags=re.IGNORECASE)
    return text
