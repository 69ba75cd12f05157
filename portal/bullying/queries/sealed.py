"""What the rows of a case come to, table by table: every column of every row, whatever the table lets change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from portal.bullying.models.cases import BullyingCase, LockOut, Party
from portal.bullying.models.committee import Finding, Meeting, Member, Vote
from portal.bullying.models.evidence import Custody, Evidence
from portal.bullying.models.letters import Letter, Service
from portal.bullying.models.measures import Measure
from portal.bullying.models.steps import Clock, Step
from portal.bullying.rules.integrity import digest_of_rows
from portal.core.db import session

OWN: tuple[Any, ...] = (Party, LockOut, Step, Clock, Member, Meeting, Finding, Measure, Evidence, Letter)
#: Rows that belong to a row of a case: the column that names it, and its table.
BESIDE: tuple[tuple[Any, Any, Any], ...] = (
    (Vote, Vote.meeting_id, Meeting),
    (Service, Service.letter_id, Letter),
    (Custody, Custody.evidence_id, Evidence),
)
SEALED = (BullyingCase, *OWN, *(table for table, _column, _of in BESIDE))


def case_id_of(row: Any) -> int:
    """The number of the case a row belongs to."""
    if isinstance(row, BullyingCase):
        return row.id
    for table, column, of in BESIDE:
        if isinstance(row, table):
            found: int = session().get_one(of, getattr(row, column.key)).case_id
            return found
    return int(row.case_id)


def digests_of(case: BullyingCase) -> Mapping[str, str]:
    """By table; each digest also covers the last step, so that an older state of one table does not pass for today's."""
    key = session().info["keys"].journal
    last = session().scalar(select(Step.digest).where(Step.case_id == case.id).order_by(Step.seq.desc()).limit(1)) or ""
    return {table.__tablename__: digest_of_rows(key, last, _rows(table, case)) for table in SEALED}


def _rows(table: Any, case: BullyingCase) -> Any:
    if table is BullyingCase:
        return [case]
    asked = select(table).order_by(table.id).execution_options(populate_existing=True)  # others may have written meanwhile
    beside = next(((column, of) for each, column, of in BESIDE if each is table), None)
    if beside is None:
        return session().scalars(asked.where(table.case_id == case.id))
    column, of = beside
    return session().scalars(asked.where(column.in_(select(of.id).where(of.case_id == case.id))))
