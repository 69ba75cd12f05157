"""Ed25519 signatures over one canonical form of JSON; a key is named by its fingerprint."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE, KEY = "signature", "key"


class BadSignature(Exception):
    """Not signed by this key, or changed since."""


class BadKey(ValueError):
    """A text that is no public key."""


def canonical(said: Any) -> bytes:
    """The bytes that are signed and digested: keys sorted, no spaces, UTF-8. ValueError for numbers JSON does not know."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def digest(said: Any) -> str:
    """SHA-256 over the canonical form, in hex."""
    return hashlib.sha256(canonical(said)).hexdigest()


@dataclass(frozen=True)
class PublicKey:
    """Who signed can be checked by it."""

    raw: bytes

    @classmethod
    def read(cls, text: str) -> PublicKey:
        """From the 44 characters it is handed on as; BadKey otherwise."""
        try:
            raw = base64.b64decode("".join(text.split()), validate=True)
        except (binascii.Error, ValueError):
            raise BadKey(text) from None
        if len(raw) != 32:
            raise BadKey(text)
        return cls(raw)

    @property
    def text(self) -> str:
        """The 44 characters it is handed on as."""
        return base64.b64encode(self.raw).decode()

    @property
    def id(self) -> str:
        """Its name: the first 16 hex digits of its fingerprint."""
        return hashlib.sha256(self.raw).hexdigest()[:16]

    def check(self, said: Mapping[str, Any]) -> None:
        """BadSignature unless `said` carries this key's name and its signature over all the rest."""
        signature = said.get(SIGNATURE)
        if said.get(KEY) != self.id or not isinstance(signature, str):
            raise BadSignature
        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(base64.b64decode(signature), canonical(_unsigned(said)))
        except (InvalidSignature, ValueError):
            raise BadSignature from None


@dataclass(frozen=True)
class SigningKey:
    """The private half; whoever holds it speaks as its owner."""

    raw: bytes

    @classmethod
    def fresh(cls) -> SigningKey:
        """A new one."""
        return cls(Ed25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def read(cls, text: str) -> SigningKey:
        """From its text."""
        return cls(base64.b64decode(text))

    @property
    def text(self) -> str:
        """To be kept encrypted."""
        return base64.b64encode(self.raw).decode()

    @property
    def public(self) -> PublicKey:
        """The half that is handed on."""
        return PublicKey(Ed25519PrivateKey.from_private_bytes(self.raw).public_key().public_bytes_raw())

    def sign(self, said: Mapping[str, Any]) -> dict[str, Any]:
        """The same with the key's name and the signature."""
        whole = {**said, KEY: self.public.id}
        signature = Ed25519PrivateKey.from_private_bytes(self.raw).sign(canonical(whole))
        return {**whole, SIGNATURE: base64.b64encode(signature).decode()}


def _unsigned(said: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name != SIGNATURE}
