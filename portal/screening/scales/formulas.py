"""The three forms a derived score may have: `total*4`, `conduct+hyperactivity-2`, `count(answer>=2)`."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINEAR = re.compile(r"([a-z]\w*(?:\+[a-z]\w*)*)(?:\*(\d+))?([+-]\d+)?", re.ASCII)
_COUNT = re.compile(r"count\(answer(>=|<=|==)(\d+)\)", re.ASCII)


@dataclass(frozen=True)
class Linear:
    """The scores added up, times a whole number, plus a whole number."""

    scores: tuple[str, ...]
    times: int = 1
    plus: int = 0


@dataclass(frozen=True)
class Count:
    """How many raw answers hold the comparison; an unanswered item does not."""

    op: str
    value: int


def parsed(text: str) -> Linear | Count | None:
    """What a formula means; None when it is none of the three forms. Only a single score can be multiplied."""
    tight = text.replace(" ", "")
    if count := _COUNT.fullmatch(tight):
        return Count(count[1], int(count[2]))
    linear = _LINEAR.fullmatch(tight)
    if linear is None:
        return None
    scores = tuple(linear[1].split("+"))
    if linear[2] and len(scores) > 1:
        return None
    return Linear(scores, int(linear[2] or 1), int(linear[3] or 0))
