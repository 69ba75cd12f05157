"""Whatever of a case is written, by whichever act: the rows of the case are sealed anew in the same commit."""

from __future__ import annotations

from itertools import chain
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from portal.bullying.models.cases import BullyingCase
from portal.bullying.models.seals import Seal
from portal.bullying.queries.sealed import SEALED, case_id_of, digests_of
from portal.bullying.queries.verifying import FIRST_SEALED
from portal.journal.operations import record

TOUCHED = "bullying.touched"


@event.listens_for(Session, "after_flush")
def _note_touched(opened: Session, _context: Any) -> None:
    written = (row for row in chain(opened.new, opened.dirty, opened.deleted) if isinstance(row, SEALED))
    touched = {case_id_of(row) for row in written}
    if touched:
        opened.info[TOUCHED] = opened.info.get(TOUCHED, set()) | touched


@event.listens_for(Session, "before_commit", insert=True)
def _seal_before_commit(opened: Session) -> None:
    """Before the journal is appended, since a first sealing stands in it."""
    opened.flush()
    for case_id in sorted(opened.info.pop(TOUCHED, ())):
        _seal(opened, case_id)


def _seal(opened: Session, case_id: int) -> None:
    case = opened.get_one(BullyingCase, case_id, with_for_update=True, populate_existing=True)  # who writes beside us waits
    standing = opened.get(Seal, case_id)
    if standing is None:
        opened.add(Seal(case_id=case_id, digests=digests_of(case)))
        record(FIRST_SEALED, subject=case, by=None)
    else:
        standing.digests = digests_of(case)
