"""The sets of children screening can name for returns: asked, agreed, screened. Never a result."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, or_, select

from portal.children.figures import on_the_roll
from portal.children.models import Child
from portal.core.calendar import academic_year
from portal.core.contributions import Figures, Member
from portal.core.db import session
from portal.school.classes import classes
from portal.screening.models import ConsentWord, Participant, Result, Round
from portal.screening.queries.rounds import last_word


def members(on: date) -> Mapping[str, Sequence[Member]]:
    """Of the school year up to the day: asked, agreed, and with a result not withdrawn; one statement."""
    begin = date(academic_year(on), 8, 1)
    asked = (Participant.child_id == Child.id, Round.id == Participant.round_id, Round.first_day.between(begin, on))
    screened = (Result.participant_id == Participant.id, Result.on <= on)
    kept = func.coalesce(last_word(), ConsentWord.GIVEN) == ConsentWord.GIVEN
    given = last_word() == ConsentWord.GIVEN
    conditions: dict[str, Any] = {
        "screening.asked_this_year": select(Participant.id).where(*asked).correlate(Child).exists(),
        "screening.agreed_this_year": select(Participant.id).where(*asked, given).correlate(Child).exists(),
        "screening.screened_this_year": select(Participant.id).where(*asked, *screened, kept).correlate(Child).exists(),
    }
    declined = select(Participant.id).where(*asked, last_word() == ConsentWord.DECLINED).correlate(Child).exists()
    conditions["screening.screened_or_declined"] = or_(conditions["screening.screened_this_year"], declined)
    columns: list[Any] = [Child.id, Child.class_id, Child.sex, Child.boarding]
    rows = session().execute(
        select(*columns, *(each.label(key) for key, each in conditions.items())).where(on_the_roll(on)).order_by(Child.id)
    )
    grades = {id_: one.grade(on) for id_, one in classes().items()}
    found: dict[str, list[Member]] = {key: [] for key in conditions}
    for id_, class_id, sex, boarding, *answers in rows:
        for key, answer in zip(conditions, answers, strict=True):
            if answer:
                found[key].append(Member(id_, grades.get(class_id), sex, bool(boarding)))
    return found


figures = Figures(
    labels={
        "screening.asked_this_year": _l("Children asked in a screening this school year"),
        "screening.agreed_this_year": _l("Children whose guardians agreed to screening this school year"),
        "screening.screened_this_year": _l("Children screened this school year"),
        "screening.screened_or_declined": _l("Children screened this school year, or whose guardians declined"),
    },
    members=members,
)
