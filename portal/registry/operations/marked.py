"""The uploaded workbook, given back with what to put right."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from portal.core import clock
from portal.core.db import session
from portal.registry.marking import marked_workbook
from portal.registry.models import RegistryImport
from portal.registry.operations.at_once import words_and_code
from portal.registry.operations.planning import plan_of
from portal.registry.reading import read_registry
from portal.registry.uploads import open_upload


def write_marked(target: BinaryIO, found: RegistryImport, folder: Path) -> str:
    """Write the marked copy of what was uploaded, also what only the files could tell; returns a name for it."""
    mapping, code = words_and_code()
    source = open_upload(folder, found.stored_as, session().info["keys"])
    read = read_registry(source, found.filename, today=clock.today(), mapping=mapping, school=code)
    plan_of(read, part_only=True)
    marked_workbook(target, source, found.filename, read)
    target.seek(0)
    return f"{Path(found.filename).stem}-marked.xlsx"
