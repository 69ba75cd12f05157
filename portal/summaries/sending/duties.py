"""What sending asks of whom: signed returns that wait to be sent, and those the district did not keep."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.contributions import Deadline, Source
from portal.core.db import session
from portal.exchange.letters import Verdict
from portal.summaries.models import Delivery, DistrictReceipt, Return, State
from portal.summaries.words import period_words

DAYS = timedelta(days=3)
SINCE = timedelta(days=120)


def sending_due(viewer: Viewer, today: date) -> Sequence[Deadline]:
    """One statement; only newest versions that the principal signed lately."""
    if not viewer.may(Permission.SEND_RETURN):
        return ()
    later = select(Return.supersedes_id).where(Return.supersedes_id.is_not(None))
    last = (
        select(func.max(DistrictReceipt.id)).where(DistrictReceipt.delivery_id == Delivery.id).correlate(Delivery).scalar_subquery()
    )
    found = (
        select(Return.id, Return.period, Return.signed_at, Delivery.id, DistrictReceipt.verdict, DistrictReceipt.given_at)
        .outerjoin(Delivery, Delivery.return_id == Return.id)
        .outerjoin(DistrictReceipt, DistrictReceipt.id == last)
        .where(Return.state == State.SIGNED, Return.id.not_in(later), Return.signed_at >= clock.begin_of(today - SINCE))
    )
    return [duty for row in session().execute(found) for duty in _duty(*row)]


def _duty(
    return_id: int, period: str, signed_at: object, delivery_id: int | None, verdict: str | None, given_at: object
) -> Sequence[Deadline]:
    if verdict == Verdict.ACCEPTED or (delivery_id is not None and verdict is None):
        return ()
    month = period_words(period)
    begun = clock.local(given_at or signed_at).date()  # type: ignore[arg-type]  # moments both
    return [
        Deadline(
            key=f"summaries.sending.{return_id}",
            title=_("Correct the return of %(month)s", month=month) if verdict else _("Send the return of %(month)s", month=month),
            why=_("The district did not keep it; its reasons stand with the return.")
            if verdict
            else _("Signed by the principal, not sent yet."),
            due=begun + DAYS,
            start=begun,
            url=url_for("summaries.one", return_id=return_id, _anchor="sending"),
            source=Source.SCHOOL,
            action=_("Open the return"),
        )
    ]
