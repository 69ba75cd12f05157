"""The school's keys: made on the first run with mode 600, kept outside the database, checked at every start."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.core.errors import CannotOpen
from portal.core.private import make_private

KEY_FILE = "keys.json"
FORMAT = 1
KEY_BYTES = 32


class KeyProblem(CannotOpen):
    """A key is missing or wrong; the sentence says which and what to do."""


@dataclass(frozen=True)
class KeyRing:
    """Field keys by number (the active one encrypts, all decrypt), and one key each for look-ups, journal, cookies, back-ups."""

    fields: dict[int, bytes]
    active: int
    lookup: bytes
    journal: bytes
    cookies: bytes
    backup: bytes

    @classmethod
    def fresh(cls) -> KeyRing:
        """New random keys of 32 bytes each."""
        return cls({1: secrets.token_bytes(KEY_BYTES)}, 1, *(secrets.token_bytes(KEY_BYTES) for _ in range(4)))

    def rotated(self) -> KeyRing:
        """The same ring with a new active field key; old ones stay to read what they wrote."""
        number = max(self.fields) + 1
        fields = {**self.fields, number: secrets.token_bytes(KEY_BYTES)}
        return replace(self, fields=fields, active=number)

    def encrypt(self, text: str, purpose: str) -> bytes:
        """AES-256-GCM: version, key number, nonce, text and tag; `purpose` (table.column) is bound to it."""
        nonce = secrets.token_bytes(12)
        sealed = AESGCM(self.fields[self.active]).encrypt(nonce, text.encode(), purpose.encode())
        return bytes([FORMAT, self.active]) + nonce + sealed

    def decrypt(self, blob: bytes, purpose: str) -> str:
        """The text again; KeyProblem when the key is gone or the bytes were moved or changed."""
        key = self.fields.get(blob[1])
        if key is None:
            raise KeyProblem(
                f"Field key {blob[1]} is missing from {KEY_FILE}. Put back the key file this database was written with."
            )
        try:
            return AESGCM(key).decrypt(blob[2:14], blob[14:], purpose.encode()).decode()
        except InvalidTag:
            raise KeyProblem(
                f"An encrypted field ({purpose}) does not open with the keys in {KEY_FILE}. "
                "Put back the key file this database was written with, or restore a backup."
            ) from None

    def lookup_hash(self, text: str, purpose: str) -> str:
        """A keyed hash by which an encrypted value is found without being readable."""
        return hmac.new(self.lookup, f"{purpose}\0{text}".encode(), hashlib.sha256).hexdigest()

    def as_json(self) -> str:
        """The key file's text."""
        return json.dumps(
            {
                "fields": {str(number): _text(key) for number, key in self.fields.items()},
                "active": self.active,
                "lookup": _text(self.lookup),
                "journal": _text(self.journal),
                "cookies": _text(self.cookies),
                "backup": _text(self.backup),
            },
            indent=1,
        )

    @classmethod
    def from_json(cls, text: str) -> KeyRing:
        """Read a key file's text; ValueError, KeyError, TypeError or AttributeError when it is not one."""
        found = json.loads(text)
        fields = {int(number): _key(key) for number, key in found["fields"].items()}
        rest = (_key(found[name]) for name in ("lookup", "journal", "cookies", "backup"))
        ring = cls(fields, int(found["active"]), *rest)
        if ring.active not in fields or not all(0 < number < 256 for number in fields):
            raise ValueError("the active field key is not there")
        return ring


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _key(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError("a key has another length")
    return key


def load_keys(instance: Path) -> KeyRing:
    """Read the key file of an instance folder."""
    path = instance / KEY_FILE
    try:
        make_private(path)
        return KeyRing.from_json(path.read_text(encoding="utf8"))
    except FileNotFoundError:
        raise KeyProblem(
            f"The key file {path} is missing. Put it back from your safe copy; without it the records cannot be read."
        ) from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeyProblem(f"The key file {path} is damaged. Put it back from your safe copy.") from None


def save_keys(instance: Path, ring: KeyRing) -> None:
    """Write the key file whole or not at all, readable by its owner only."""
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = instance / KEY_FILE
    scratch = path.with_suffix(".new")
    scratch.unlink(missing_ok=True)
    with os.fdopen(os.open(scratch, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf8") as file:
        file.write(ring.as_json())
        file.flush()
        os.fsync(file.fileno())
    scratch.replace(path)
