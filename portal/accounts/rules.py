"""Pure decisions about signing in: which passwords will do, what a login looks like, what a browser is called."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path

from flask_babel import lazy_gettext as _l

from portal.core import telephone
from portal.core.errors import Words

COMMON = Path(__file__).parent / "data" / "common_passwords.txt"

BROWSERS = (
    ("MicroMessenger", "WeChat"),
    ("DingTalk", "DingTalk"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


LOGIN = re.compile(r"[\w.@+-]{2,60}")


def normal_login(text: str) -> str:
    """A login as it is stored and compared: half-width, small letters, no spaces; a telephone number as digits."""
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return telephone.normalised(plain) or plain


def device_words(user_agent: str) -> str:
    """Browser and system, as in "Chrome, Windows"; empty for a program nobody knows."""
    found = [next((name for mark, name in names if mark in user_agent), "") for names in (BROWSERS, SYSTEMS)]
    return ", ".join(name for name in found if name)


def password_problem(password: str, least: int, own: Iterable[str]) -> Words | None:
    """Why a password will not do, None when it will. `own` are words others know of this person: name, login, staff number."""
    if len(password) < least:
        return _l("Use at least %(count)s characters. A short sentence is easy to remember and hard to guess.", count=least)
    plain = password.casefold()
    if plain in _common() or _is_simple(plain):
        return _l("Many people use this password, so it is tried first. Choose another one.")
    if any(len(word) >= 3 and word.casefold() in plain for word in own):
        return _l("The password holds your name or login. Choose words others do not connect with you.")
    return None


def _is_simple(plain: str) -> bool:
    """Few different characters, or mostly one run up or down the keyboard or the alphabet."""
    if len(set(plain)) < 5:
        return True
    steps = [ord(after) - ord(before) for before, after in pairwise(plain)]
    runs = sum(step in (1, -1, 0) for step in steps)
    return runs >= 0.7 * len(steps) or bool(re.fullmatch(r"(.{1,4})\1+", plain))


@cache
def _common() -> frozenset[str]:
    return frozenset(COMMON.read_text("utf8").split())
