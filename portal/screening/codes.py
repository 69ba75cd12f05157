"""What a pupil's code looks like: short enough for a child to type, too long to guess before the door shuts."""

from __future__ import annotations

import secrets

#: Nothing that looks like something else, and no vowels: no words come about by chance.
ALPHABET = "23456789cdfghjkmnpqrtvwxz"
GROUPS, EACH = 2, 5


def fresh_code() -> str:
    """As in "k7mpx-2vd9q": 46 bits."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(EACH)) for _group in range(GROUPS))


def normal_code(text: str) -> str:
    """A code as it is stored, however it was typed."""
    plain = "".join(letter for letter in text.casefold() if letter in ALPHABET)
    return "-".join(plain[at : at + EACH] for at in range(0, len(plain), EACH))
