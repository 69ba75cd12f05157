"""Passwords: Argon2id with OWASP's figures (about 20 ms a check), worked out before any transaction begins."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import current_app

from portal.config import Config


@cache
def _hasher(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(time_cost=2 if memory_kib > 1024 else 1, memory_cost=memory_kib, parallelism=1)


@cache
def _nobodys(memory_kib: int) -> str:
    return _hasher(memory_kib).hash("nobody has this password")


def _memory() -> int:
    config: Config = current_app.config["PORTAL"]
    return config.argon2_memory_kib


def hashed(password: str) -> str:
    """The text to store."""
    return _hasher(_memory()).hash(password)


def fits(password_hash: str | None, password: str) -> bool:
    """Whether the password belongs to the hash; an account without one takes as long to refuse."""
    try:
        _hasher(_memory()).verify(password_hash or _nobodys(_memory()), password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None
