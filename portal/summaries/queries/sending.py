"""Where a return stands on its way to the district."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import undefer

from portal.core.db import session
from portal.core.errors import NotFound
from portal.summaries.models import Delivery, DistrictReceipt


@dataclass(frozen=True)
class Word:
    """One word of the district: taken, refused, handed back, with its reasons."""

    verdict: str
    reasons: Sequence[Mapping[str, str]]
    given_at: datetime


@dataclass(frozen=True)
class OnItsWay:
    """A letter: since when, how often it was tried and what went wrong last, and the district's words, the newest first."""

    queued_at: datetime
    tries: int
    next_try_at: datetime | None
    trouble: str
    words: Sequence[Word]

    @property
    def last(self) -> Word | None:
        """What counts now."""
        return self.words[0] if self.words else None


def on_its_way(return_id: int) -> OnItsWay | None:
    """None while nobody has sent it; one statement."""
    columns = (Delivery.queued_at, Delivery.tries, Delivery.next_try_at, Delivery.trouble)
    said = (DistrictReceipt.verdict, DistrictReceipt.reasons, DistrictReceipt.given_at)
    found = (
        select(*columns, *said)
        .outerjoin(DistrictReceipt, DistrictReceipt.delivery_id == Delivery.id)
        .where(Delivery.return_id == return_id)
        .order_by(DistrictReceipt.given_at.desc(), DistrictReceipt.id.desc())
    )
    rows = session().execute(found).all()
    if not rows:
        return None
    words = [Word(*row[4:]) for row in rows if row[4] is not None]
    first = rows[0]
    return OnItsWay(first[0], first[1], first[2], first[3], words)


def delivery_of(return_id: int) -> Delivery:
    """The letter of a return that was sent; NotFound otherwise."""
    found = session().scalar(select(Delivery).where(Delivery.return_id == return_id).options(undefer(Delivery.letter)))
    if found is None:
        raise NotFound
    return found
