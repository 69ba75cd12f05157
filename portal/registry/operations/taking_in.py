"""Taking a planned import in: all of it in the open transaction, so that a stop at any moment leaves all or nothing."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import insert, select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import forget, session
from portal.journal.operations import record
from portal.registry.columns import CLASS
from portal.registry.findings import Finding
from portal.registry.models import RegistryImport, RegistryImportRow, Step
from portal.registry.operations.bulk import chunks
from portal.registry.operations.changed_files import change_files, move_words
from portal.registry.operations.leaving import take_off_roll
from portal.registry.operations.new_files import make_files
from portal.registry.plan import Kind, Plan, PlannedRow
from portal.registry.report import counts_of, row_content
from portal.registry.writing_in import Writer
from portal.school.models import SchoolClass, Stage

_STAGES = {"1": Stage.PRIMARY, "2": Stage.JUNIOR, "3": Stage.SENIOR}


def take_in(plan: Plan, found: RegistryImport, *, by: Viewer | None, progress: Callable[[int], object] = int) -> None:
    """Write new files, changes and departures; keep what stood before; `progress` hears how many files are done."""
    classes, made = _classes(plan)
    writer = Writer(found.id, classes, clock.today(), clock.now(), by)
    done = 0
    for kind, act in ((Kind.NEW, make_files), (Kind.CHANGED, change_files), (Kind.LEFT, take_off_roll)):
        for rows in chunks(plan.of(kind)):
            act(rows, writer)
            done += len(rows)
            progress(done)
    move_words([row for row in plan.of(Kind.UNCHANGED) if row.word_moves], writer)
    found.step = Step.APPLIED
    found.applied_at = writer.now
    found.applied_by_id = by.person_id if by else None
    found.notes = {**(found.notes or {}), "classes": made}
    record("registry.taken_in", subject=found, by=by)


def keep_rows(plan: Plan, found: RegistryImport) -> None:
    """Remember what the check said of every row, and the counts."""
    for name, count in counts_of(plan).items():
        setattr(found, name, count)
    findings = plan.findings_by_row()
    for rows in chunks(plan.rows):
        session().execute(insert(RegistryImportRow), [_kept(row, found.id, findings) for row in rows])


def _kept(row: PlannedRow, import_id: int, findings: dict[int, list[Finding]]) -> dict[str, object]:
    told = findings.get(row.number, [])
    return {
        "import_id": import_id,
        "number": row.number,
        "kind": row.kind,
        "warned": any(not finding.parked for finding in told),
        "child_id": row.child_id or None,
        "content": row_content(row, told),
    }


def _classes(plan: Plan) -> tuple[dict[str, int], list[int]]:
    """Class number → id for every class the rows name, and the ids of those that were made for it."""
    known = dict(session().execute(select(SchoolClass.number, SchoolClass.id)).all())
    wanted = {row.record[CLASS] for kind in (Kind.NEW, Kind.CHANGED) for row in plan.of(kind) if row.record.get(CLASS)}
    made = [_new_class(number) for number in sorted(wanted - known.keys())]
    session().add_all(made)
    session().flush()
    if made:
        forget("school.classes")
    return known | {each.number: each.id for each in made}, [each.id for each in made]


def _new_class(number: str) -> SchoolClass:
    return SchoolClass(number=number, entry_year=int(number[:4]), stage=_STAGES[number[4]], ordinal=int(number[5:]))
