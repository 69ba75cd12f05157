"""Carrying letters over the line: taken under a lease, posted outside any transaction, and noted; a kill at any step loses nothing.

A letter posted twice is the same letter under the same number, so the district counts it once and answers with the same receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import Database, session
from portal.core.errors import Refused
from portal.exchange.letters import Verdict, inquiry
from portal.exchange.signing import SigningKey
from portal.journal.operations import coming_from
from portal.school.queries import school_profile, setting
from portal.summaries.models import Delivery, DistrictReceipt
from portal.summaries.operations.letters import newest_key, take_in

if TYPE_CHECKING:
    import httpx

LEASE = timedelta(minutes=2)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
SECONDS = 20.0
ASK_AGAIN = 100  # letters whose word may still change


@dataclass(frozen=True)
class Parcel:
    """A letter in hand, and where it goes."""

    delivery_id: int
    address: str
    letter: Mapping[str, Any]


def post_due(database: Database) -> int:
    """Post every letter that is due, one after the other; how many were answered with a receipt."""
    answered = 0
    while (parcel := _taken(database)) is not None:
        said = _posted(parcel.address + "/api/returns", parcel.letter)
        with coming_from("delivery to the district"), database.transaction(write=True):
            answered += _noted(parcel.delivery_id, said)
    return answered


def ask_after(database: Database) -> int:
    """Ask the district for newer words on letters it has taken (one may have been handed back); how many came."""
    with database.transaction():
        address, asked = _inquiry()
    if not asked:
        return 0
    said = _posted(address + "/api/inquiries", asked)
    came = said.get("receipts", ()) if isinstance(said, Mapping) else ()
    with coming_from("delivery to the district"), database.transaction(write=True):
        return sum(_kept(receipt) for receipt in came if receipt.get("verdict") != Verdict.ACCEPTED)


def _taken(database: Database) -> Parcel | None:
    """The next letter that is due, leased so that nobody else posts it meanwhile."""
    with coming_from("delivery to the district"), database.transaction(write=True):
        address = str(setting("summaries.district_address")).rstrip("/")
        now = clock.now()
        due = select(Delivery).where(Delivery.next_try_at <= now).order_by(Delivery.id).limit(1).with_for_update(skip_locked=True)
        found = session().scalar(due) if address else None
        if found is None:
            return None
        found.next_try_at, found.tries = now + LEASE, found.tries + 1
        return Parcel(found.id, address, found.letter)


def _posted(url: str, said: Mapping[str, Any]) -> Any:
    """The district's answer as JSON, or in one line why there is none."""
    import httpx

    try:
        answer = httpx.post(url, json=said, timeout=SECONDS)
        return answer.json()
    except httpx.HTTPError as trouble:
        return _line(trouble)
    except ValueError:
        return "the answer was no receipt"


def _line(trouble: httpx.HTTPError) -> str:
    return f"{type(trouble).__name__}: {trouble}"[:300]


def _noted(delivery_id: int, said: Any) -> int:
    delivery = session().get_one(Delivery, delivery_id)
    if isinstance(said, Mapping) and "verdict" in said and _kept(said):
        return 1
    if session().scalar(select(DistrictReceipt.id).where(DistrictReceipt.delivery_id == delivery_id)) is not None:
        return 0  # its word came another way meanwhile
    delivery.trouble = said if isinstance(said, str) else _refusal(said)
    delivery.next_try_at = clock.now() + min(FIRST_PAUSE * 2 ** (delivery.tries - 1), LONGEST_PAUSE)
    return 0


def _kept(raw: Any) -> bool:
    try:
        take_in(raw, by=None)
    except Refused:
        return False
    return True


def _refusal(said: Any) -> str:
    reasons = said.get("refused", ()) if isinstance(said, Mapping) else ()
    words = "; ".join(str(reason.get("zh", "")) for reason in reasons if isinstance(reason, Mapping))
    return words[:300] or "the answer was no receipt of this district"


def _inquiry() -> tuple[str, Mapping[str, Any]]:
    address, key, profile = str(setting("summaries.district_address")).rstrip("/"), newest_key(), school_profile()
    last = select(func.max(DistrictReceipt.id)).group_by(DistrictReceipt.delivery_id)
    taken = select(DistrictReceipt.delivery_id).where(DistrictReceipt.id.in_(last), DistrictReceipt.verdict == Verdict.ACCEPTED)
    open_ones = select(Delivery.number).where(Delivery.id.in_(taken)).order_by(Delivery.id.desc()).limit(ASK_AGAIN)
    numbers = list(session().scalars(open_ones))
    if not (address and key and profile and numbers):
        return address, {}
    return address, inquiry(numbers, profile.code, clock.now(), SigningKey.read(key.private))
