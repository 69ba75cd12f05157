"""Telling somebody outside the room: the guardian, a teacher, the police; a breach of secrecy is a record with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.counseling.codes import CrisisAct, TellingWay, Told
from portal.counseling.models import Case, Crisis, Telling
from portal.counseling.operations.cases import mine
from portal.counseling.operations.crises import settle
from portal.journal.operations import record
from portal.school.queries import number

#: Which step of a crisis is done by telling whom.
SETTLES = {
    Told.GUARDIAN: CrisisAct.GUARDIAN,
    Told.HOMEROOM: CrisisAct.HOMEROOM,
    Told.LEADER: CrisisAct.TEAM,
    Told.POLICE: CrisisAct.POLICE,
}


@dataclass(frozen=True)
class Said:
    """Who was told what, how, and why secrecy had to be broken; empty where it was not."""

    told: Told
    name: str
    way: TellingWay
    words: str
    broke_because: str = ""


def tell(case: Case, said: Said, *, by: Viewer) -> Telling:
    """Written once; in a crisis it does the step it belongs to. A guardian's answer is asked for within days."""
    mine(case, by)
    crisis_id = session().scalar(select(Crisis.id).where(Crisis.open_case_id == case.id))
    if crisis_id is not None and not said.broke_because:
        raise Refused(_l("In a crisis write why secrecy had to be broken"), field="broke_because")
    made = Telling(
        case_id=case.id,
        crisis_id=crisis_id,
        told=said.told,
        name=said.name,
        way=said.way,
        words=said.words,
        broke_because=said.broke_because or None,
        at=clock.now(),
        by_id=by.person_id,
        answer_due=clock.today() + timedelta(days=number("counseling.answer_days")) if said.told is Told.GUARDIAN else None,
    )
    session().add(made)
    session().flush()
    record("counseling.told", subject=made, child_id=case.child_id, by=by)
    if said.told in SETTLES:
        settle(crisis_id, SETTLES[said.told], said.words, case.child_id, by=by)
    return made


def note_answer(case: Case, telling: Telling, answer: str, *, by: Viewer) -> None:
    """That it arrived, and what they do."""
    mine(case, by)
    if telling.answered_at is not None:
        raise Refused(_l("This was noted already."))
    telling.answer, telling.answered_at = answer, clock.now()
    session().flush()
    record("counseling.telling_answered", subject=telling, child_id=case.child_id, by=by)
