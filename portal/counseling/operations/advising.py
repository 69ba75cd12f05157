"""Advice: what teachers or the family shall do, given and taken back."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import Audience
from portal.counseling.models import Advice
from portal.journal.operations import record
from portal.school.queries import number


def advise(
    child_id: int, audience: Audience, words: str, until: date | None = None, *, session_id: int | None = None, by: Viewer
) -> Advice:
    """It holds until its day; teachers read it on the child's page, the family on its first page."""
    last = until or clock.today() + timedelta(days=number("counseling.advice_days"))
    if last < clock.today():
        raise Refused(_l("Choose a day to come"), field="until")
    made = Advice(
        child_id=child_id,
        session_id=session_id,
        audience=audience,
        words=words,
        given_at=clock.now(),
        given_by_id=by.person_id,
        until_day=last,
    )
    session().add(made)
    session().flush()
    record("counseling.advice_given", subject=made, child_id=child_id, by=by)
    return made


def take_back(advice: Advice, reason: str, *, by: Viewer) -> None:
    """Only who gave it takes it back: a session's line within a few days, since teachers have acted on it by then."""
    if advice.given_by_id != by.person_id:
        raise Refused(_l("Only who gave it can take it back."))
    if advice.ended_at is not None:
        raise Refused(_l("It was taken back already."))
    days = number("counseling.take_back_days")
    if advice.session_id is not None and clock.now() - advice.given_at > timedelta(days=days):
        raise Refused(_l("A line to the teachers can be taken back for %(days)s days. Give new advice instead.", days=days))
    advice.ended_at, advice.ended_by_id, advice.end_reason = clock.now(), by.person_id, reason
    session().flush()
    record("counseling.advice_ended", subject=advice, child_id=advice.child_id, by=by)
