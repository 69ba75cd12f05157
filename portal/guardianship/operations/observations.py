"""What the school learns of carers and children: dated rows, a new one closes the one before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeVar

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.dated import holds_on
from portal.children.models import Child, Guardian
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.guardianship.models import CallTry, CarerCheck, Health, Living, LivingSituation
from portal.journal.operations import record

OLDEST_BIRTH = 110

Row = TypeVar("Row", CarerCheck, CallTry, LivingSituation)


def check_carer(
    carer: Guardian,
    *,
    birth_year: int | None,
    health: Health,
    able: bool | None,
    children: int | None,
    note: str = "",
    by: Viewer,
) -> CarerCheck:
    """What is known of a carer from today; what was known before ends."""
    year = clock.today().year
    if birth_year is not None and not year - OLDEST_BIRTH <= birth_year <= year:
        raise Refused(_l("Write the year of birth with four digits, such as 1958."), field="birth_year")
    _close(CarerCheck, CarerCheck.carer_id == carer.id)
    check = CarerCheck(
        child_id=carer.child_id,
        carer_id=carer.id,
        birth_year=birth_year,
        health=health,
        able=able,
        children=children,
        note=note or None,
        **_recorded(by),
    )
    return _noted(check, "guardianship.carer_checked", by)


def note_call(person: Guardian, *, reached: bool, by: Viewer) -> CallTry:
    """Somebody called; two tries in a row that fail make a gap, one that succeeds closes it."""
    if not person.telephone:
        raise Refused(_l("No number is on file for this person."))
    tried = CallTry(child_id=person.child_id, guardian_id=person.id, reached=reached, at=clock.now(), by_id=by.person_id)
    return _noted(tried, "guardianship.call_tried", by)


def note_living(child: Child, living: Living, note: str = "", *, by: Viewer) -> LivingSituation:
    """With whom the child lives from today on."""
    _close(LivingSituation, LivingSituation.child_id == child.id)
    situation = LivingSituation(child_id=child.id, living=living, note=note or None, **_recorded(by))
    return _noted(situation, "guardianship.living_recorded", by)


def _close(table: Any, condition: Any) -> None:
    today = clock.today()
    for open_ in session().scalars(select(table).where(condition, holds_on(table, today))):
        open_.until_day = today - timedelta(days=1)
    session().flush()


def _recorded(by: Viewer) -> dict[str, Any]:
    return {"from_day": clock.today(), "recorded_at": clock.now(), "recorded_by_id": by.person_id}


def _noted(row: Row, event: str, by: Viewer) -> Row:
    session().add(row)
    session().flush()
    record(event, subject=row, child_id=row.child_id, by=by)
    return row
