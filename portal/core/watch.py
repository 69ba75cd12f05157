"""What other domains ask of whoever sets how closely a child is watched."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Watch:
    """`closeness`: 3 strictest to 0 nothing asked, until a person has judged; `talk_since`: a talk has waited since then."""

    closeness: int = 0
    talk_since: datetime | None = None


def both(one: Watch, other: Watch) -> Watch:
    """The stricter of two, and the older of two talks that wait."""
    waits = [since for since in (one.talk_since, other.talk_since) if since is not None]
    return Watch(max(one.closeness, other.closeness), min(waits, default=None))
