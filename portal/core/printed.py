"""What a domain adds to a printed sheet: a heading and a table of plain words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from portal.core.errors import Words


@dataclass(frozen=True)
class Printed:
    """`head` names the columns, each row has as many cells; `lead` stands between heading and table."""

    title: Words
    head: Sequence[Words]
    rows: Sequence[Sequence[str]]
    lead: str = ""
