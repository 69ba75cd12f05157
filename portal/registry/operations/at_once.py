"""An import in one go, as a command does it: read before the transaction, taken in inside it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask_babel import lazy_gettext as _l

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.registry.models import RegistryImport, Step
from portal.registry.operations.planning import plan_of
from portal.registry.operations.taking_in import keep_rows, take_in
from portal.registry.plan import Plan
from portal.registry.queries import remembered_headings
from portal.registry.reading import RegistryFile, read_registry
from portal.school.queries import school_profile


def read_for_school(path: Path, mapping: dict[str, str], code: str) -> RegistryFile:
    """Read and check a file on this machine; Refused, in words, when there is none or it cannot be taken in."""
    if not path.is_file():
        raise Refused(_l("There is no file %(file)s.", file=path))
    return read_registry(path, path.name, today=clock.today(), mapping=mapping, school=code)


def words_and_code() -> tuple[dict[str, str], str]:
    """What reading needs of this school: its own words above columns, and its code."""
    profile = school_profile()
    return remembered_headings(), profile.code if profile else ""


def import_at_once(file: RegistryFile, path: Path, *, part_only: bool, by: Viewer | None) -> Plan:
    """Take in every readable row of a file that was read, in the open transaction."""
    plan = plan_of(file, part_only=part_only)
    with path.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    now = clock.now()
    found = RegistryImport(
        filename=path.name,
        digest=digest,
        size=path.stat().st_size,
        step=Step.APPLYING,
        part_only=part_only,
        uploaded_at=now,
        begun_at=now,
        uploaded_by_id=by.person_id if by else None,
        notes={},
    )
    session().add(found)
    session().flush()
    keep_rows(plan, found)
    take_in(plan, found, by=by)
    return plan
