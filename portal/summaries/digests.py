"""What freezes a return: keyed digests over the sets of children and over all a return says; pure."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from typing import Any


def members_digest(key: bytes, return_id: int, cell: str, child_ids: Iterable[int]) -> str:
    """Proves a set of children; keyed and bound to its place, so that a small set cannot be guessed from it."""
    return _seal(key, ["members", return_id, cell, sorted(child_ids)])


def return_digest(key: bytes, said: Mapping[str, Any]) -> str:
    """Proves a signed return: every figure, definition, member-set digest, finding, step and the cut-off."""
    return _seal(key, ["return", said])


def _seal(key: bytes, said: Any) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
