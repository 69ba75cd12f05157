"""What an import would do, row by row: pure comparison of what the file says with what the files hold.

Three voices are heard for every column: what the registry said last time, what the portal holds now, and what the file says.
Where the registry repeats itself and the portal was corrected meanwhile, the portal's value stays, and the plan shows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from portal.children.models import Enrolment
from portal.registry.columns import BY_NAME
from portal.registry.files import Identity, Member, Record
from portal.registry.findings import Finding
from portal.registry.reading import RegistryFile, RegistryRow


class Kind(StrEnum):
    """What becomes of a row: LEFT are children of the school whom the file does not have any more."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    LEFT = "left"
    PARKED = "parked"


#: The registry's file cannot bring back who left by a decision at this school.
DECIDED = frozenset({Enrolment.SUSPENDED, Enrolment.TRANSFERRED, Enrolment.GRADUATED})


@dataclass(frozen=True, slots=True)
class Difference:
    """One column that differs. `kept`: the portal's value stays, since the registry only repeats an older one."""

    column: str
    old: str
    new: str
    kept: bool = False


@dataclass(slots=True)
class FileState:
    """A child's file as it is: today's record, what the registry last said (None: never imported), and where it stands."""

    child_id: int
    version: int
    enrolment: Enrolment
    identity: Identity
    members: Mapping[int, Member]
    record: Record
    word: Record | None


@dataclass(slots=True)
class PlannedRow:
    """What becomes of one row, or of a child without one (`number` 0)."""

    number: int
    kind: Kind
    name: str
    class_number: str
    child_id: int = 0
    record: Record = field(default_factory=dict)
    differences: Sequence[Difference] = ()
    returns: bool = False
    word_moves: bool = False
    state: FileState | None = None

    @property
    def stood(self) -> FileState:
        """The file as it was when the plan was made; only of a row with a child."""
        if self.state is None:
            raise LookupError(f"row {self.number} has no file")
        return self.state


@dataclass
class Plan:
    """The whole import; `findings` of all rows, in the order of the sheet."""

    rows: list[PlannedRow]
    findings: list[Finding]
    file: RegistryFile | None = None

    def of(self, kind: Kind) -> list[PlannedRow]:
        """The rows of one kind, in the order of the sheet."""
        return [row for row in self.rows if row.kind is kind]

    def count(self, kind: Kind) -> int:
        return sum(row.kind is kind for row in self.rows)

    def findings_by_row(self) -> dict[int, list[Finding]]:
        """The findings of each row that has some."""
        found: dict[int, list[Finding]] = {}
        for finding in self.findings:
            found.setdefault(finding.row, []).append(finding)
        return found

    @property
    def warnings(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.parked]

    @property
    def parked(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.parked]


def new_row(row: RegistryRow) -> PlannedRow:
    return PlannedRow(row.number, Kind.NEW, *_shown(row.record), record=row.record)


def parked_row(row: RegistryRow) -> PlannedRow:
    return PlannedRow(row.number, Kind.PARKED, *_shown(row.record), record=row.record)


def _shown(record: Record) -> tuple[str, str]:
    return record.get("姓名", ""), record.get("班号", "")


def compared_row(row: RegistryRow, state: FileState) -> PlannedRow:
    """CHANGED when the file brings something, UNCHANGED when it brings nothing or only what the portal keeps its own value for."""
    differences = list(differences_of(row.record, state))
    returns = state.enrolment is Enrolment.LEFT
    changed = returns or any(not difference.kept for difference in differences)
    planned = PlannedRow(row.number, Kind.CHANGED if changed else Kind.UNCHANGED, *_shown(row.record), child_id=state.child_id)
    planned.differences = differences
    planned.returns = returns
    planned.word_moves = state.word is None or any(state.word.get(column, "") != value for column, value in row.record.items())
    if changed or planned.word_moves:
        planned.record, planned.state = row.record, state
    return planned


def differences_of(said: Record, state: FileState) -> Iterable[Difference]:
    """Column by column, in the registry's order; columns the file does not have say nothing."""
    for column, new in said.items():
        old = state.record.get(column, "")
        if new == old or (new == "" and state.word is None):
            continue
        if new == "" and BY_NAME[column].decides:
            yield Difference(column, old, new, kept=True)  # an empty cell decides nothing
        else:
            yield Difference(column, old, new, kept=state.word is not None and state.word.get(column, "") == new)


def record_after(planned: PlannedRow) -> dict[str, str]:
    """The file's record once this row is in: today's values with the differences that are not kept."""
    found = dict(planned.stood.record)
    for difference in planned.differences:
        if not difference.kept:
            found[difference.column] = difference.new
    return {column: value for column, value in found.items() if value}
