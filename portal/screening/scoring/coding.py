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


def recoded(scale: Scale, answers: Answers, coding: str = "") -> Answers:
    """The answers in the scale's own coding. Nothing said means that they are."""
    if coding in ("", scale.coding):
        return answers
    if coding not in scale.codings:
        raise UnknownCoding(coding, codings(scale))
    add = scale.codings[coding]
    return {item: None if value is None else value + add for item, value in answers.items()}
