"""The homeroom teacher's word, once a term, on what the facts say of each child of the class."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.children.models import CensusConfirmation
from portal.children.queries.census import Counted, as_kept, census_of
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record


def confirm_census(class_id: int, term_id: int, child_ids: Collection[int], *, by: Viewer) -> int:
    """Confirm what today's facts say of these children of a class; returns how many. One confirmed again gets the later word."""
    listed = census_of(by, class_id, term_id)
    if not listed:
        raise NotFound
    chosen = [child for child in listed if child.id in child_ids]
    if not chosen:
        raise Refused(_l("Choose at least one child whose facts are right."))
    before = _before([child.id for child in chosen], term_id)
    for child in chosen:
        _confirm(child, term_id, before.get(child.id), by)
    return len(chosen)


def _before(child_ids: Collection[int], term_id: int) -> dict[int, CensusConfirmation]:
    theirs = select(CensusConfirmation).where(CensusConfirmation.term_id == term_id, CensusConfirmation.child_id.in_(child_ids))
    return {confirmation.child_id: confirmation for confirmation in session().scalars(theirs)}


def _confirm(child: Counted, term_id: int, confirmation: CensusConfirmation | None, by: Viewer) -> None:
    if confirmation is None:
        confirmation = CensusConfirmation(child_id=child.id, term_id=term_id)
        session().add(confirmation)
    confirmation.status = as_kept(child.status)
    confirmation.confirmed_at = clock.now()
    confirmation.confirmed_by_id = by.person_id
    record("children.census_confirmed", subject=confirmation, child_id=child.id, by=by)
