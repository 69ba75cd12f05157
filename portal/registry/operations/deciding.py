"""A person says of a doubtful row whether it is a child who has a file here, or another one; then the file is checked once more."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound, Refused
from portal.journal.operations import record
from portal.registry.findings import Problem
from portal.registry.matching import ANOTHER
from portal.registry.models import RegistryImport, RegistryImportRow, Step
from portal.registry.report import findings_in, meant_by

#: Where the notes of an import keep what was decided: row → child, 0 for another one.
DECIDED = "decided"


def decided_in(found: RegistryImport) -> Mapping[int, int]:
    """What was said of rows of this import."""
    return {int(number): child_id for number, child_id in (found.notes or {}).get(DECIDED, {}).items()}


def decide(found: RegistryImport, number: int, child_id: int, *, by: Viewer) -> None:
    """Keep the word; only of a row that may be several children, and only one of those. The file is to be checked once more."""
    if found.step is not Step.CHECKED:
        raise Refused(_l("This import does not wait for a word any more."))
    row = select(RegistryImportRow).where(RegistryImportRow.import_id == found.id, RegistryImportRow.number == number)
    kept = session().scalar(row)
    told = findings_in(kept.content, number) if kept is not None and number else []
    doubtful = [one for one in told if one.problem is Problem.NEAR_DUPLICATE]
    if not doubtful or child_id not in (ANOTHER, *meant_by(doubtful)):
        raise NotFound
    found.notes = {**(found.notes or {}), DECIDED: {**(found.notes or {}).get(DECIDED, {}), str(number): child_id}}
    found.step, found.begun_at = Step.CHECKING, clock.now()
    record("registry.row_decided", subject=found, child_id=child_id or None, by=by)
