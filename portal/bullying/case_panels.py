"""Cases on other pages: a child's own side on its file, the family's first page, the inspector's desk, the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import bindparam, select

from portal.access.permissions import Permission
from portal.access.viewer import Viewer
from portal.bullying.case_words import ROLES, STATES
from portal.bullying.models.cases import BullyingCase, Party, Role, State
from portal.bullying.queries.reach import Who, open_to_whom, who_asks
from portal.bullying.queries.sides import Safety, own_sides, safety_steps
from portal.core.contributions import Panel, TimelineEntry
from portal.core.db import session

CASES = "bullying_cases"


@dataclass(frozen=True)
class Standing:
    """One case this child has a side in, without anything of another child."""

    case_id: int
    number: str
    state: State
    role: Role
    opened_at: datetime


def child_panel(viewer: Viewer, child_id: int) -> Sequence[Panel]:
    """The child's own side for who handles the case, the safety steps for the class teacher; one statement, shared."""
    found, safety = _known(viewer, child_id)
    if not found and not safety:
        return []
    shown = {"cases": found, "safety": safety, "states": STATES, "roles": ROLES}
    return [Panel("bullying", "bullying/cases/_child.html", shown, order=45, aside=True)]


def timeline(viewer: Viewer, child_id: int) -> Sequence[TimelineEntry]:
    """That a case began, for who handles it; that safety steps were agreed, for the class teacher. Nobody else sees a line."""
    found, safety = _known(viewer, child_id)
    begun = [
        TimelineEntry(
            one.opened_at, "shield-alert", _("Bullying case %(number)s", number=one.number), ROLES[one.role], "", CASES, "seal"
        )
        for one in found
    ]
    kept = [TimelineEntry(one.since, "shield-check", _("Safety step"), one.words, "", CASES) for one in safety]
    return [*begun, *kept]


def _known(viewer: Viewer, child_id: int) -> tuple[Sequence[Standing], Sequence[Safety]]:
    """What this viewer may know of the child; asked once a request, and not at all where the post opens nothing."""
    kept: dict[int, Any] = session().info.setdefault("bullying.known", {})
    if child_id not in kept:
        handles = viewer.may(Permission.HANDLE_BULLYING)
        kept[child_id] = (_sides(viewer, child_id) if handles else [], [] if handles else safety_steps(viewer, child_id))
    found: tuple[Sequence[Standing], Sequence[Safety]] = kept[child_id]
    return found


def _sides(viewer: Viewer, child_id: int) -> Sequence[Standing]:
    asked = _sides_open_to(who_asks(viewer))
    return [Standing(*row) for row in session().execute(asked, {"child_id": child_id, "person_id": viewer.person_id})]


@lru_cache(maxsize=64)
def _sides_open_to(who: Who) -> Any:
    columns: list[Any] = [BullyingCase.id, BullyingCase.number, BullyingCase.state, Party.role, BullyingCase.opened_at]
    found = select(*columns).join(Party, Party.case_id == BullyingCase.id)
    theirs = (Party.child_id == bindparam("child_id"), Party.withdrawn_at.is_(None), open_to_whom(who, bindparam("person_id")))
    return found.where(*theirs).order_by(BullyingCase.opened_at.desc())


def home_panel(viewer: Viewer) -> Sequence[Panel]:
    """That the school has written about the own child; what about stands behind it."""
    found = [one for one in own_sides(viewer) if one.is_open]
    return [Panel("bullying_sides", "bullying/cases/_home.html", {"sides": found}, order=12)] if found else []


def desk_panel(viewer: Viewer) -> Sequence[Panel]:
    """For who sees counts and nothing else, the way to them; no statement."""
    if not viewer.may(Permission.SEE_BULLYING_COUNTS) or viewer.may(Permission.HANDLE_BULLYING):
        return []
    return [Panel("bullying_counts", "bullying/cases/_desk.html", {}, order=60, aside=True)]
