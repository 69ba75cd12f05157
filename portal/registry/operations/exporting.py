"""The roll in the registry's form, as the files are today; read back, it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import BinaryIO

from portal.access.viewer import Viewer
from portal.journal.operations import record
from portal.registry.columns import SCHOOL
from portal.registry.queries import file_states, roll_in_order
from portal.registry.writing import write_registry_csv, write_registry_xlsx
from portal.school.queries import school_profile


def export_roll(target: BinaryIO, *, csv: bool = False, labels: bool = False, by: Viewer | None) -> int:
    """Write every child on the roll; returns how many. The journal notes who took the list out."""
    profile = school_profile()
    ids = roll_in_order()
    write = write_registry_csv if csv else write_registry_xlsx
    write(target, _records(ids, profile.code if profile else ""), labels=labels)
    record("registry.exported", by=by)
    return len(ids)


def _records(ids: Sequence[int], code: str) -> Iterator[dict[str, str]]:
    for state in file_states(ids):
        yield {SCHOOL: code, **state.record}
