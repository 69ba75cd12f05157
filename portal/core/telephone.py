"""Telephone numbers as Chinese schools write them: mobiles, and landlines with their area code."""

from __future__ import annotations

import re
import unicodedata

_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(0(?:10|2\d|[3-9]\d{2}))([2-9]\d{6,7})", re.ASCII)
_COUNTRY = re.compile(r"(?:\+|00)86(?=[01])|86(?=1\d{10}$)", re.ASCII)
_NOISE = re.compile(r"[\s'’‘`\-—–()\u00ad\u200b-\u200f\ufeff]+")


def normalised(text: str) -> str | None:
    """As in "138…" (11 digits) or "023-42200000"; None when it is no telephone number. Normalising twice changes nothing."""
    digits = _NOISE.sub("", unicodedata.normalize("NFKC", text))
    digits = _COUNTRY.sub("", digits, count=1)
    if _MOBILE.fullmatch(digits):
        return digits
    landline = _LANDLINE.fullmatch(digits)
    return f"{landline[1]}-{landline[2]}" if landline else None


def is_mobile(number: str) -> bool:
    """True for a normalised mobile number, the only kind that takes messages."""
    return bool(_MOBILE.fullmatch(number))


def masked(number: str) -> str:
    """As in "138****8000": enough to recognise a number one knows, not enough to call."""
    return f"{number[:3]}****{number[-4:]}" if len(number) >= 10 else "****"
