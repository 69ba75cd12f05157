"""The parents of the cast's child leave for work, so that the child counts as left behind; and somebody is named for it."""

from __future__ import annotations

from datetime import date

from portal.children.models import Child, Whereabouts
from portal.core import clock
from portal.core.db import session
from portal.pairing.models import Pairing
from tests.cast import CHILD, Cast


def parents_leave(cast: Cast, name: str = CHILD) -> int:
    """Both parents away for work; returns the child's id."""
    child_id = cast.child_id(name)
    with cast.writing():
        for parent in ("father", "mother"):
            session().add(
                Whereabouts(
                    child_id=child_id,
                    parent=parent,
                    state="away_for_work",
                    since=date(2025, 3, 1),
                    from_day=date(2025, 9, 1),
                    recorded_at=clock.now(),
                )
            )
    return child_id


def named(cast: Cast, key: str = "teacher", *, name: str = CHILD, since: date | None = None) -> int:
    """Somebody of the cast is named for the child, without the pages; returns the person's id."""
    child_id = cast.child_id(name)
    with cast.writing():
        person_id = cast.account(key).person_id
        session().add(Pairing(child_id=child_id, teacher_id=person_id, from_day=since or clock.today(), made_at=clock.now()))
    return person_id


def child_of(name: str = CHILD) -> Child:
    """To be asked inside a transaction."""
    return session().query(Child).filter_by(name=name).one()
