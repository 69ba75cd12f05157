"""The second factor: six digits from a telephone, good for one use; ten codes for the day the telephone is lost."""

from __future__ import annotations

import secrets
from datetime import datetime

import pyotp
import segno

STEP = 30  # seconds a code is shown
DRIFT = 1  # steps a telephone's clock may be early or late
RECOVERY_CODES = 10
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that looks like something else


def fresh_secret() -> str:
    """A new secret to share with one telephone."""
    return pyotp.random_base32()


def accepted_step(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The step of a right code that was not used yet, else None; whoever stores it stops the code from working twice."""
    if not (code.isascii() and code.isdigit() and len(code) == 6):
        return None
    totp, present = pyotp.TOTP(secret), int(now.timestamp()) // STEP
    for step in range(present - DRIFT, present + DRIFT + 1):
        if step > last_step and secrets.compare_digest(totp.at(step * STEP), code):
            return step
    return None


def present_code(secret: str, now: datetime) -> str:
    """The six digits a telephone with this secret shows now."""
    return pyotp.TOTP(secret).at(int(now.timestamp()))


def setup_address(secret: str, login: str, school: str) -> str:
    """What the QR code says to the telephone's program."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=school)


def qr_picture(text: str) -> str:
    """A QR code as a data: address for an <img>, black on white in both themes."""
    return segno.make(text, error="m", micro=False).svg_data_uri(scale=5, border=3, dark="#000", light="#fff")


def spaced(secret: str) -> str:
    """The secret in groups of four, to be typed by hand."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def fresh_recovery_codes() -> list[str]:
    """Ten new codes, each as in "k7mp-x2vd"."""
    return [f"{_four()}-{_four()}" for _ in range(RECOVERY_CODES)]


def normal_recovery_code(text: str) -> str:
    """A recovery code as it is stored, however it was typed."""
    plain = "".join(letter for letter in text.casefold() if letter in ALPHABET)
    return f"{plain[:4]}-{plain[4:]}"


def _four() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(4))
