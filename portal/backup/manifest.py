"""What a back-up says of itself: when, which version of the tables, how many rows, how many files."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

NAME = "manifest.json"


@dataclass(frozen=True)
class Manifest:
    """Written last, so that it can count."""

    made_at: str
    revision: str
    rows: Mapping[str, int]
    uploads: int
    digest: str

    def as_json(self) -> bytes:
        return json.dumps(asdict(self), indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Manifest:
        return cls(**json.loads(text))

    @property
    def total(self) -> int:
        return sum(self.rows.values())
