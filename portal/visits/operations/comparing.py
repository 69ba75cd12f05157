"""A visit that was written twice: both versions are shown, nothing is overwritten and nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.children.models import Child
from portal.core.db import session
from portal.core.errors import Conflict, Difference
from portal.visits.models import HomeVisit
from portal.visits.operations.written import Written
from portal.visits.queries.counting import NOT_WITHDRAWN
from portal.visits.words import MODES, TEXTS


def compare(known: HomeVisit, written: Written) -> None:
    """The same form with other words: somebody went on writing after it had been saved."""
    found = list(_differences(known, written))
    if found:
        raise Conflict(0, found)


def same_day(child: Child, written: Written) -> None:
    """Somebody, perhaps the colleague who went along, wrote down a visit of that day while this one waited for a signal."""
    same = (HomeVisit.child_id == child.id, HomeVisit.day == written.day, HomeVisit.mode == written.mode, NOT_WITHDRAWN)
    other = session().scalars(select(HomeVisit).where(*same).order_by(HomeVisit.id.desc())).first()
    if other is not None:
        raise Conflict(0, list(_differences(other, written)))


def _differences(known: HomeVisit, written: Written) -> Iterator[Difference]:
    form: dict[str, Any] = known.form
    if known.day != written.day:
        yield Difference("day", _l("Day"), known.day.isoformat(), written.day.isoformat())
    if known.mode is not written.mode:
        yield Difference("mode", _l("How you met"), str(MODES[known.mode]), str(MODES[written.mode]))
    for name, label in TEXTS.items():
        theirs, yours = form.get(name, ""), written.texts.get(name, "")
        if theirs != yours:
            yield Difference(name, label, theirs, yours)
