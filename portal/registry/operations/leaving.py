"""Children the registry does not have any more leave the roll; their files stay."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import bindparam, select, update

from portal.children.models import Child, Enrolment
from portal.core.db import session
from portal.enrolment.models import Reason, RollEntry
from portal.journal.operations import record
from portal.registry.models import RegistryImportChange
from portal.registry.operations.bulk import put, table
from portal.registry.operations.new_files import change
from portal.registry.plan import Kind, PlannedRow
from portal.registry.writing_in import Writer, roll_entry


def take_off_roll(rows: Sequence[PlannedRow], writer: Writer) -> None:
    """Enrolled children become LEFT from today on, with the reason on the roll."""
    columns = (Child.id, Child.class_id, Child.version, Child.enrolment_since)
    found = session().execute(select(*columns).where(Child.id.in_([row.child_id for row in rows]))).all()
    child = table(Child)
    leave = (
        update(child)
        .where(child.c.id == bindparam("child_id"))
        .values(enrolment=Enrolment.LEFT, enrolment_since=writer.today, version=child.c.version + 1)
    )
    session().execute(leave, [{"child_id": row.id} for row in found])
    put(
        RollEntry,
        [
            roll_entry(row.id, Enrolment.LEFT, Reason.NOT_IN_REGISTRY, row.class_id, writer.today, writer.now, writer.by_id)
            for row in found
        ],
    )
    before = [(row, {"enrolment": Enrolment.ENROLLED, "enrolment_since": row.enrolment_since.isoformat()}) for row in found]
    put(RegistryImportChange, [change(row.id, Kind.LEFT, row.version + 1, {"child": stood}, writer) for row, stood in before])
    for row in found:
        record("registry.file_left", child_id=row.id, by=writer.by)
