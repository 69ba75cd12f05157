"""Files code answers in more than one way (1–5 or 0–4); the way must be said, it is never guessed."""

from __future__ import annotations

from portal.screening.scales.definition import Scale
from portal.screening.scoring.key import Answers


class UnknownCoding(LookupError):
    """The scale has no such coding; `known` lists those it has."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"{name}: known are {', '.join(known)}")
        self.name = name
        self.known = known


def codings(scale: Scale) -> list[str]:
    """The scale's own coding first, then the others."""
    return [scale.coding, *scale.codings]


def shift(scale: Scale, coding: str = "") -> int:
    """What to add to answers of this coding; nothing said means the scale's own. UnknownCoding lists the known ones."""
    if coding in ("", scale.coding):
        return 0
    if coding not in scale.codings:
        raise UnknownCoding(coding, codings(scale))
    return scale.codings[coding]


def recoded(answers: Answers, add: int) -> Answers:
    """The answers in the scale's own coding."""
    return {item: None if value is None else value + add for item, value in answers.items()} if add else answers
