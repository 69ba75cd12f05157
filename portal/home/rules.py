"""Pure decisions about slips: what a code looks like, and how a child is named before its guardian is known."""

from __future__ import annotations

import secrets

from portal.accounts.second_factor import ALPHABET

GROUPS, EACH = 3, 4
WRONG_ANSWERS = 5  # then the slip is void, and the school prints another


def fresh_code() -> str:
    """As in "k7mp-x2vd-9hqt": 59 bits, nothing that looks like something else."""
    return "-".join("".join(secrets.choice(ALPHABET) for _letter in range(EACH)) for _group in range(GROUPS))


def normal_code(text: str) -> str:
    """A code as it is stored, however it was typed."""
    plain = "".join(letter for letter in text.casefold() if letter in ALPHABET)
    return "-".join(plain[at : at + EACH] for at in range(0, len(plain), EACH))


def half_hidden(name: str) -> str:
    """As in 林*禾: enough for the family to recognise, not enough for a stranger; two characters keep the first."""
    if len(name) <= 1:
        return name
    return f"{name[0]}*" if len(name) == 2 else f"{name[0]}{'*' * (len(name) - 2)}{name[-1]}"
