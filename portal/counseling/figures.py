"""The sets of children counseling can name for returns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, select

from portal.children.figures import on_the_roll
from portal.children.models import Child
from portal.core import clock
from portal.core.contributions import Figures, Member
from portal.core.db import session
from portal.counseling.codes import Consent
from portal.counseling.models import Case, Letter, Participant, Session
from portal.school.classes import classes

DAY = timedelta(days=1)


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Who has a case, who was met in the month, who was referred onward in the month; one statement."""
    holds = _asked(on)
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding]
    grades = {id_: school_class.grade(on) for id_, school_class in classes().items()}
    found: dict[str, list[Member]] = {key: [] for key in holds}
    rows = select(*columns, *(each.label(key) for key, each in holds.items())).where(on_the_roll(on)).order_by(Child.id)
    for id_, class_id, sex, boarding, *answers in session().execute(rows):
        member = Member(id_, grades.get(class_id), sex, bool(boarding))
        for key, answer in zip(holds, answers, strict=True):
            if answer:
                found[key].append(member)
    return found


def _asked(on: date) -> dict[str, ColumnElement[bool]]:
    since, until = clock.begin_of(on.replace(day=1)), clock.begin_of(on + DAY)
    case = select(Case.id).where(Case.open_child_id == Child.id, Case.opened_at < until).correlate(Child).exists()
    met = (
        select(Participant.id)
        .join(Session, Session.id == Participant.session_id)
        .where(
            Participant.child_id == Child.id, Session.signed_at.is_not(None), Session.began_at >= since, Session.began_at < until
        )
    )
    sent = (
        select(Letter.id)
        .join(Case, Case.id == Letter.case_id)
        .where(Case.child_id == Child.id, Letter.made_at >= since, Letter.made_at < until, Letter.consent != Consent.DECLINED)
    )
    return {
        "counseling.in_care": case,
        "counseling.met_this_month": met.correlate(Child).exists(),
        "counseling.referred_this_month": sent.correlate(Child).exists(),
    }


figures = Figures(
    labels={
        "counseling.in_care": _l("Children in the counselor's care"),
        "counseling.met_this_month": _l("Children met by the counselor this month"),
        "counseling.referred_this_month": _l("Children referred to a hospital or other partner this month"),
    },
    members=members,
)
