"""The 18-character identity number of GB 11643, and the residence permits 81, 82, 83 that share its form."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_FORM = re.compile(r"\d{17}[\dX]", re.ASCII)
_NOISE = re.compile(r"[\s'’‘`\-\u00ad\u200b-\u200f\ufeff]+")


def normalised(text: str) -> str:
    """Half-width, without spaces, hyphens and apostrophes, the check character X as a capital."""
    bare = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    return unicodedata.normalize("NFKC", bare.upper())


def check_character(first_17: str) -> str:
    """The 18th character that belongs to these 17 digits (ISO 7064 MOD 11-2)."""
    return _CHECK[sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, first_17, strict=True)) % 11]


def is_valid(number: str) -> bool:
    """A normalised number of the right form, with a day that exists and the right check character."""
    return bool(_FORM.fullmatch(number)) and birth_date(number) is not None and check_character(number[:17]) == number[17]


def birth_date(number: str) -> date | None:
    """The day of birth written in the number, None where there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex(number: str) -> str:
    """From the 17th digit: "1" male, "2" female (GB/T 2261.1)."""
    return "1" if int(number[16]) % 2 else "2"
