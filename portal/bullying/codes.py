"""Codes of anonymous reports: made in the form, written down by whoever tells, kept by the school only as a keyed hash."""

from __future__ import annotations

import secrets

from portal.accounts.second_factor import ALPHABET

GROUPS, EACH = 3, 4


def fresh_code() -> str:
    """As in "k7mp-x2vd-9hqt": 59 bits, nothing that looks like something else."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(EACH)) for _group in range(GROUPS))


def normal_code(text: str | None) -> str:
    """A code as it is hashed, however it was typed; empty for what is no code."""
    plain = "".join(letter for letter in (text or "").casefold() if letter in ALPHABET)
    if len(plain) != GROUPS * EACH:
        return ""
    return "-".join(plain[at : at + EACH] for at in range(0, len(plain), EACH))
