"""Passwords: Argon2id with OWASP's figures (about 20 ms a check), worked out before any transaction begins."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from portal.config import Config


def _hasher() -> PasswordHasher:
    config: Config = current_app.config["PORTAL"]
    return PasswordHasher(
        time_cost=2 if config.argon2_memory_kib > 1024 else 1, memory_cost=config.argon2_memory_kib, parallelism=1
    )


def hashed(password: str) -> str:
    """The text to store."""
    return _hasher().hash(password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; an account without one takes as long to refuse."""
    hasher = _hasher()
    try:
        hasher.verify(password_hash or hasher.hash("nobody has this password"), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
