"""Writing letters and taking receipts in; each letter is signed once and stays as it is."""

from __future__ import annotations

import json
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.exchange.letters import Receipt, Verdict, letter, new_number, read_receipt
from portal.exchange.reading import Unreadable
from portal.exchange.signing import SIGNATURE, BadKey, BadSignature, PublicKey, SigningKey, digest
from portal.journal.operations import record
from portal.school.queries import setting
from portal.summaries.models import Delivery, DistrictReceipt, ExchangeKey, Return, State


def make_key(*, by: Viewer | None) -> ExchangeKey:
    """A new key to sign with; the district has to be told its public half."""
    made = SigningKey.fresh()
    kept = ExchangeKey(private=made.text, public=made.public.text, made_at=clock.now(), made_by_id=by.person_id if by else None)
    session().add(kept)
    session().flush()
    record("summaries.key_made", subject=kept, by=by)
    return kept


def newest_key() -> ExchangeKey | None:
    """The key letters are signed with."""
    return session().scalars(select(ExchangeKey).order_by(ExchangeKey.id.desc()).limit(1)).one_or_none()


def queue(found: Return, said: dict[str, Any], *, by: Viewer) -> Delivery:
    """Sign the letter of a signed return and put it on its way; asked again, the same letter. Refused for any other return."""
    if found.state is not State.SIGNED:
        raise Refused(_l("Only a return the principal has signed can be sent."))
    known = session().scalar(select(Delivery).where(Delivery.return_id == found.id))
    if known is not None:
        return known
    key = newest_key()
    if key is None:
        raise Refused(_l("This school has no key to sign with yet. The administrator makes one on the page of the exchange."))
    number, now = new_number(), clock.now()
    made = Delivery(
        return_id=found.id,
        number=number,
        letter=letter(said, number, said["school"]["code"], now, SigningKey.read(key.private)),
        queued_at=now,
        queued_by_id=by.person_id,
        next_try_at=now,
    )
    session().add(made)
    session().flush()
    record("summaries.queued", subject=found, by=by)
    return made


def take_in_file(content: bytes, *, by: Viewer) -> Receipt:
    """A receipt that came as a file; Refused unless it is the district's own and about a letter of ours."""
    try:
        raw = json.loads(content)
    except ValueError:
        raise Refused(_l("This file is no receipt. Choose the file the district sent back."), field="file") from None
    return take_in(raw, by=by)


def take_in(raw: Any, *, by: Viewer | None) -> Receipt:
    """Keep the district's word on one of our letters; the same word twice is kept once."""
    try:
        receipt = read_receipt(raw)
        PublicKey.read(str(setting("summaries.district_key"))).check(raw)
    except Unreadable:
        raise Refused(_l("This file is no receipt. Choose the file the district sent back."), field="file") from None
    except (BadSignature, BadKey):
        raise Refused(
            _l("The receipt is not signed by the district's key. Compare the key on the page of the exchange with the district."),
            field="file",
        ) from None
    delivery = session().scalar(select(Delivery).where(Delivery.number == receipt.number))
    if delivery is None or digest(delivery.letter["message"]) != receipt.digest:
        raise Refused(_l("The receipt is about another letter than those this school has sent."), field="file")
    _keep(delivery, receipt, raw, by=by)
    return receipt


def _keep(delivery: Delivery, receipt: Receipt, raw: Any, *, by: Viewer | None) -> None:
    same = (DistrictReceipt.delivery_id == delivery.id, DistrictReceipt.signature == raw[SIGNATURE])
    if session().scalar(select(DistrictReceipt.id).where(*same)) is not None:
        return
    delivery.next_try_at, delivery.trouble = None, ""
    kept = DistrictReceipt(
        delivery_id=delivery.id,
        verdict=str(receipt.verdict),
        reasons=[dict(reason) for reason in receipt.reasons],
        given_at=receipt.at,
        taken_in_at=clock.now(),
        signature=raw[SIGNATURE],
        receipt=raw,
    )
    session().add(kept)
    session().flush()
    if receipt.verdict is Verdict.ACCEPTED:
        record("summaries.accepted", subject=kept, by=by)
    elif receipt.verdict is Verdict.REFUSED:
        record("summaries.refused", subject=kept, by=by)
    else:
        record("summaries.returned", subject=kept, by=by)
