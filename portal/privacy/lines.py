"""The processing record line by line, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.access.words import role_words
from portal.core.holdings import Holding
from portal.privacy.queries import months_of, readers
from portal.privacy.words import GROUNDS


@dataclass(frozen=True)
class Line:
    """One kind of personal information as pages and paper show it."""

    what: str
    purpose: str
    ground: str
    law: str
    readers: str
    kept: str
    given: str


def lines(holdings: Sequence[Holding]) -> Sequence[Line]:
    """Every kind in words of the reader's language."""
    return [_line(one) for one in holdings]


def _line(one: Holding) -> Line:
    return Line(
        what=str(one.label),
        purpose=str(one.purpose),
        ground=str(GROUNDS[one.ground]),
        law=str(one.law),
        readers=_(", ").join(str(role_words(role)) for role in readers(one)),
        kept=str(one.kept) or kept_for(months_of(one), about_children=one.ended is None),
        given=str(one.given) or _("nobody outside the school"),
    )


def kept_for(months: int, *, about_children: bool) -> str:
    """How long in words."""
    if about_children:
        return ngettext("%(num)s month after the child has left", "%(num)s months after the child has left", months)
    return ngettext("%(num)s month", "%(num)s months", months)
