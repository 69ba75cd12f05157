"""The two long jobs of an import in the browser: checking the file, and taking it in. Reading happens outside transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask_babel import force_locale
from sqlalchemy import delete

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.blueprint import database
from portal.core.db import session
from portal.core.errors import Refused
from portal.journal.operations import coming_from
from portal.registry.models import RegistryImport, RegistryImportRow, Step
from portal.registry.operations.at_once import words_and_code
from portal.registry.operations.deciding import DECIDED, decided_in
from portal.registry.operations.planning import plan_of
from portal.registry.operations.taking_in import keep_rows, take_in
from portal.registry.plan import Kind, Plan
from portal.registry.queries import found_import
from portal.registry.reading import RegistryFile, read_headings, read_registry
from portal.registry.report import counts_of
from portal.registry.uploads import drop_upload, open_upload
from portal.registry.words import BROKE_OFF
from portal.registry.work import Progress


def check(import_id: int, folder: Path, progress: Progress, by: Viewer) -> None:
    """Read the file and keep what it would do; or ask for its headings; or say why it cannot be read."""
    with _told(import_id, by):
        file = _read(import_id, folder, progress)
        if file is None:
            return
        with database().transaction():
            found = found_import(import_id)
            plan = plan_of(file, part_only=found.part_only, decided=decided_in(found))
        with database().transaction(write=True):
            found = found_import(import_id)
            if found.step is Step.CHECKING:
                _keep(found, plan)


def apply(import_id: int, folder: Path, progress: Progress, by: Viewer) -> None:
    """Take the confirmed file in, all or nothing; when the files have changed since the check, show the new check instead."""
    with _told(import_id, by):
        file = _read(import_id, folder, progress)
        with coming_from("registry import"), database().transaction(write=True):
            found = found_import(import_id)
            if found.step is not Step.APPLYING or file is None:
                return
            plan = plan_of(file, part_only=found.part_only, decided=decided_in(found))
            _take_in(found, plan, folder, progress, by)


def _take_in(found: RegistryImport, plan: Plan, folder: Path, progress: Progress, by: Viewer) -> None:
    expected = {name: getattr(found, name) for name in ("new", "changed", "parked")}
    counts = counts_of(plan)
    if any(counts[name] != number for name, number in expected.items()) or (not found.part_only and counts["left"] > found.left):
        _keep(found, plan, moved=True)
        return
    _forget_rows(found)
    keep_rows(plan, found)
    progress.done, progress.total = 0, sum(plan.count(kind) for kind in (Kind.NEW, Kind.CHANGED, Kind.LEFT))
    take_in(plan, found, by=by, progress=progress)
    if not found.parked:
        drop_upload(folder, found.stored_as)
        found.stored_as = None


def _read(import_id: int, folder: Path, progress: Progress) -> RegistryFile | None:
    """The file of this import, read outside any transaction; None when its headings must be said first."""
    with database().transaction() as opened:
        found = found_import(import_id)
        filename, stored_as, keys = found.filename, found.stored_as, opened.info["keys"]
        mapping, code = words_and_code()
    source = open_upload(folder, stored_as, keys)
    headings = read_headings(source, filename, mapping)
    if headings.unknown:
        _ask_headings(import_id, headings.unknown, headings.missing)
        return None
    return read_registry(source, filename, today=clock.today(), mapping=mapping, school=code, progress=progress)


def _ask_headings(import_id: int, unknown: tuple[str, ...], missing: tuple[str, ...]) -> None:
    with database().transaction(write=True):
        found = found_import(import_id)
        found.step = Step.UPLOADED
        found.notes = {"unknown": list(dict.fromkeys(unknown)), "missing": list(missing)}


def _keep(found: RegistryImport, plan: Plan, *, moved: bool = False) -> None:
    _forget_rows(found)
    keep_rows(plan, found)
    found.step = Step.CHECKED
    found.notes = _notes(plan) | {"moved": moved, DECIDED: (found.notes or {}).get(DECIDED, {})}


def _notes(plan: Plan) -> dict[str, Any]:
    file = plan.file
    if file is None:
        return {}
    return {"sheet": file.sheet_name, "others": list(file.other_sheets), "other_school": file.other_school}


def _forget_rows(found: RegistryImport) -> None:
    session().execute(delete(RegistryImportRow).where(RegistryImportRow.import_id == found.id))


@contextmanager
def _told(import_id: int, by: Viewer) -> Iterator[None]:
    """Whatever goes wrong is written on the import, in the language of who asked."""
    with force_locale(by.locale):
        try:
            yield
        except Refused as refusal:
            _fail(import_id, str(refusal.reason))
        except Exception:
            _fail(import_id, str(BROKE_OFF))
            raise


def _fail(import_id: int, reason: str) -> None:
    with database().transaction(write=True):
        found = found_import(import_id)
        found.step = Step.FAILED
        found.notes = {"refused": reason}
