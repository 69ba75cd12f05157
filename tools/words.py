"""Sentences for the person at the terminal, in Chinese or English as the machine is set."""

from __future__ import annotations

import locale
import os
import sys

NAMES = ("LC_ALL", "LC_MESSAGES", "LANG")


class Trouble(Exception):
    """Something the person can put right; the sentence says what."""


def in_chinese() -> bool:
    """Whether this machine's language is Chinese."""
    chosen = next((os.environ[name] for name in NAMES if os.environ.get(name)), None) or locale.getlocale()[0] or ""
    return chosen.lower().startswith(("zh", "chinese"))


def worded(english: str, chinese: str) -> str:
    """The sentence in this machine's language."""
    return chinese if in_chinese() else english


def say(english: str, chinese: str) -> None:
    """Print a sentence at once, also when the output goes into a file."""
    print(worded(english, chinese), flush=True)


def prepare_output() -> None:
    """Have a terminal that knows no Chinese show question marks instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
