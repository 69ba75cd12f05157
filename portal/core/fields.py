"""Column types for what must not lie open in the database: encrypted text, encrypted JSON, keyed hashes."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import LargeBinary, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from portal.core.keys import KeyRing


def _ring(dialect: Dialect) -> KeyRing:
    ring = getattr(dialect, "key_ring", None)
    if not isinstance(ring, KeyRing):
        raise RuntimeError("this engine was made without keys: use portal.core.db.Database")
    return ring


class EncryptedText(TypeDecorator[str]):
    """Text that only the portal with its keys can read; `purpose` is "table.column" and may never change."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        return None if value is None else _ring(dialect).encrypt(value, self.purpose)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        return None if value is None else _ring(dialect).decrypt(bytes(value), self.purpose)


class EncryptedJson(TypeDecorator[Any]):
    """A JSON value under the same lock; assign a new object to change it (changes inside are not seen)."""

    impl = LargeBinary
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        if value is None:
            return None
        return _ring(dialect).encrypt(json.dumps(value, ensure_ascii=False, separators=(",", ":")), self.purpose)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(_ring(dialect).decrypt(bytes(value), self.purpose))


class KeyedHash(TypeDecorator[str]):
    """Finds an encrypted value: assign or compare the plain text, the database only ever sees its keyed hash."""

    impl = String
    cache_ok = True

    def __init__(self, purpose: str) -> None:
        super().__init__()
        self.purpose = purpose

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _ring(dialect).lookup_hash(value, self.purpose)
