"""A visit as somebody wrote it down, before it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.visits.models import Signed, VisitMode


@dataclass(frozen=True)
class Written:
    """A visit as it was written down; `drawing` is what the signature field sends, `photo` the bytes of a picture."""

    client_id: str
    day: date
    mode: VisitMode
    texts: Mapping[str, str]
    hazards: Sequence[str] = ()
    second_id: int | None = None
    drawing: str = ""
    photo: bytes = b""
    signed: Signed = Signed.PAPER
    alone: bool = True  # False: written without signal, so that somebody else may have written the same visit meanwhile
