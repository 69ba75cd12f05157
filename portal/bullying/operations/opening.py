"""Opening a case: one event, a side for each child, and the first clocks running."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select

from portal.access.viewer import Viewer
from portal.bullying.models.cases import BullyingCase, Kind, Party, Role, State
from portal.bullying.models.steps import ClockKind, StepKind
from portal.bullying.operations.clocks import start
from portal.bullying.operations.steps import add_step
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record

MAIN = frozenset({Role.TARGET, Role.AGGRESSOR})


def open_case(
    report_id: int | None,
    *,
    kind: Kind,
    happened_on: date,
    place: str,
    words: str,
    roles: Sequence[tuple[int, Role]],
    often: str = "",
    known_at: datetime | None = None,
    by: Viewer | None,
) -> BullyingCase:
    """A new case, one event; `known_at` is when the school came to know (now, when nobody can say)."""
    if happened_on > clock.today():
        raise Refused(_l("The day lies in the future."), field="happened_on")
    _check_roles(roles)
    now = clock.now()
    case = BullyingCase(
        number=_next_number(now),
        report_id=report_id,
        kind=kind,
        happened_on=happened_on,
        place=place,
        words=words,
        known_at=known_at or now,
        opened_at=now,
        opened_by_id=by.person_id if by else None,
        state=State.OPENED,
    )
    session().add(case)
    session().flush()
    add_step(case, StepKind.OPENED, facts={"kind": kind.value, "report": report_id, "often": often}, subject=case, by=by)
    record("bullying.case_opened", subject=case, by=by)
    for child_id, role in roles:
        add_party(case, role, child_id=child_id, by=by)
    start(case, ClockKind.STOP, at=case.known_at)
    start(case, ClockKind.START, at=case.known_at)
    return case


def _check_roles(roles: Sequence[tuple[int, Role]]) -> None:
    if len({child_id for child_id, _role in roles}) < len(roles):
        raise Refused(_l("A child stands in a case once. Choose one part for each."), field="roles")
    if not any(role in MAIN for _child_id, role in roles):
        raise Refused(_l("Name at least one child who may have been harmed, or who is said to have done it."), field="roles")


def add_party(case: BullyingCase, role: Role, *, child_id: int | None = None, outside: str = "", by: Viewer | None) -> Party:
    """A side more: a child with a file here, or in words a pupil of another school."""
    standing = select(Party).where(Party.case_id == case.id)
    known = list(session().scalars(standing))
    if child_id is not None and any(one.child_id == child_id and one.withdrawn_at is None for one in known):
        raise Refused(_l("This child has a side in the case already."), field="child_id")
    if child_id is None and not outside:
        raise Refused(_l("Choose a child, or write which school the pupil comes from."), field="child_id")
    party = Party(
        case_id=case.id,
        place=len(known),
        child_id=child_id,
        outside=outside or None,
        role=role,
        added_at=clock.now(),
        added_by_id=by.person_id if by else None,
    )
    session().add(party)
    add_step(case, StepKind.PARTY_ADDED, party=None, facts={"place": party.place, "role": role.value}, subject=party, by=by)
    if role in MAIN and child_id is not None:
        start(case, ClockKind.TELL_GUARDIANS, party=party, at=max(case.known_at, party.added_at))
    return party


def _next_number(now: datetime) -> str:
    """2026-017: the year and a running number."""
    year = clock.local(now).year
    count = session().scalar(select(func.count()).where(BullyingCase.number.like(f"{year}-%"))) or 0
    return f"{year}-{count + 1:03d}"
