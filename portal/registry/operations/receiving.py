"""An import in the browser, act by act: the file comes, headings are said, it is confirmed or thrown away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import delete, select

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import record
from portal.registry import headers
from portal.registry.columns import BY_NAME
from portal.registry.models import RegistryHeading, RegistryImport, RegistryImportChange, RegistryImportRow, Step
from portal.registry.operations.undoing import UNDO_FOR
from portal.registry.uploads import drop_upload, store_upload
from portal.registry.words import NOT_WAITING

KEPT_FOR = timedelta(days=7)
_OPEN = (Step.UPLOADED, Step.CHECKING, Step.CHECKED)


def receive(folder: Path, source: BinaryIO, filename: str, *, by: Viewer) -> RegistryImport:
    """Keep an uploaded file, sealed, to be checked; the same file sent twice by the same person is one import."""
    forget_old(folder)
    name, digest, size = store_upload(folder, source, session().info["keys"])
    same = select(RegistryImport).where(RegistryImport.digest == digest, RegistryImport.step.in_(_OPEN))
    known = session().scalars(same.where(RegistryImport.uploaded_by_id == by.person_id)).first()
    if known is not None:
        drop_upload(folder, name)
        return known
    now = clock.now()
    found = RegistryImport(
        filename=filename[-200:], digest=digest, size=size, stored_as=name, step=Step.CHECKING, notes={}, uploaded_at=now,
        begun_at=now, uploaded_by_id=by.person_id,
    )  # fmt: skip
    session().add(found)
    session().flush()
    record("registry.uploaded", subject=found, by=by)
    return found


def say_headings(found: RegistryImport, said: Mapping[str, str], *, by: Viewer) -> None:
    """Remember what this school's own headings mean, "" to leave one out; the next file is not asked again."""
    _require(found, Step.UPLOADED)
    for word, column in said.items():
        if column and column not in BY_NAME:
            raise Refused(NOT_WAITING)
        key = headers.folded(word)
        known = session().get(RegistryHeading, key) or RegistryHeading(word=key)
        known.column, known.said_at, known.said_by_id = column, clock.now(), by.person_id
        session().add(known)
    _to(found, Step.CHECKING)
    record("registry.headings_said", subject=found, by=by)


def ask_again(found: RegistryImport, *, by: Viewer) -> None:
    """Check the file once more: what it says of the files may have changed, or work was cut off."""
    if found.step not in (Step.CHECKED, Step.CHECKING, Step.APPLYING, Step.FAILED):
        raise Refused(NOT_WAITING)
    _to(found, Step.APPLYING if found.step is Step.APPLYING else Step.CHECKING)


def confirm(found: RegistryImport, *, part_only: bool, by: Viewer) -> bool:
    """Let a checked import go in; False when it was let already, by another tab or a second click."""
    if found.step in (Step.APPLYING, Step.APPLIED):
        return False
    _require(found, Step.CHECKED)
    found.part_only = part_only
    _to(found, Step.APPLYING)
    return True


def throw_away(found: RegistryImport, folder: Path, *, by: Viewer) -> None:
    """The file goes, the files of the children stay as they are."""
    if found.step not in (*_OPEN, Step.FAILED):
        raise Refused(NOT_WAITING)
    drop_upload(folder, found.stored_as)
    found.stored_as = None
    found.step = Step.DROPPED
    session().execute(delete(RegistryImportRow).where(RegistryImportRow.import_id == found.id))
    record("registry.dropped", subject=found, by=by)


def forget_old(folder: Path) -> None:
    """Drop files that waited a week, and after thirty days what only undoing needed."""
    now = clock.now()
    waited = select(RegistryImport).where(RegistryImport.stored_as.is_not(None), RegistryImport.uploaded_at < now - KEPT_FOR)
    for found in session().scalars(waited):
        drop_upload(folder, found.stored_as)
        found.stored_as = None
        if found.step in (*_OPEN, Step.FAILED):
            found.step = Step.DROPPED
    old = select(RegistryImport.id).where(RegistryImport.uploaded_at < now - UNDO_FOR - KEPT_FOR)
    for model in (RegistryImportChange, RegistryImportRow):
        session().execute(delete(model).where(model.import_id.in_(old)))


def _require(found: RegistryImport, step: Step) -> None:
    if found.step is not step:
        raise Refused(NOT_WAITING)


def _to(found: RegistryImport, step: Step) -> None:
    found.step, found.begun_at = step, clock.now()
