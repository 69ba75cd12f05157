"""What is kept of a result, sealed: scores, bands and flags as the engine tells them, the attention suggested, and the doubts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from portal.screening.rules import Doubt
from portal.screening.scoring.attention import suggested
from portal.screening.scoring.key import Key
from portal.screening.scoring.result import Result as Scored


def content_of(scored: Scored, key: Key, doubtful: Sequence[Doubt], took: timedelta | None) -> dict[str, Any]:
    """One plain object; `took` is None where nobody knows how long it was filled in."""
    return {
        **scored.as_object(),
        "attention": suggested(key.scale, scored),
        "reaches_cutoff": scored.reaches_cutoff,
        "doubts": [str(one) for one in doubtful],
        "minutes": None if took is None else max(1, round(took.total_seconds() / 60)),
    }
