"""Making a back-up while the portal is in use: one snapshot of all tables, then the uploads it names."""

from __future__ import annotations

import hashlib
import io
import tarfile
import tempfile
from pathlib import Path
from typing import IO

from sqlalchemy import Connection

from portal.backup import manifest
from portal.backup.manifest import Manifest
from portal.backup.rows import lines, tables
from portal.backup.sealed import sealed_for_writing
from portal.core import clock
from portal.core.db import Database
from portal.core.migrations import revision_of

SPOOLED = 8 << 20


def create_backup(database: Database, uploads: Path, target: Path) -> Manifest:
    """Write `target`, sealed with the ring's back-up key; returns what it holds."""
    with (
        sealed_for_writing(target, database.keys.backup) as sealed,
        tarfile.open(fileobj=sealed, mode="w|gz") as archive,
        database.engine.connect() as connection,
    ):
        if connection.dialect.name == "postgresql":
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        with connection.begin():
            revision = revision_of(connection)
            rows, digest = _add_tables(archive, connection)
        files = _add_uploads(archive, uploads)
        found = Manifest(clock.now().isoformat(timespec="seconds"), revision, rows, files, digest)
        _add(archive, manifest.NAME, io.BytesIO(found.as_json()), len(found.as_json()))
    return found


def _add_tables(archive: tarfile.TarFile, connection: Connection) -> tuple[dict[str, int], str]:
    counts: dict[str, int] = {}
    seal = hashlib.sha256()
    for table in tables(connection):
        with tempfile.SpooledTemporaryFile(SPOOLED) as file:
            counts[table.name] = 0
            for line in lines(connection, table):
                file.write(line)
                seal.update(line)
                counts[table.name] += 1
            size = file.tell()
            file.seek(0)
            _add(archive, f"rows/{table.name}.jsonl", file, size)
    return counts, seal.hexdigest()


def _add_uploads(archive: tarfile.TarFile, uploads: Path) -> int:
    """Uploads are encrypted already and never changed once written."""
    files = sorted(path for path in uploads.rglob("*") if path.is_file()) if uploads.exists() else []
    for path in files:
        with path.open("rb") as file:
            _add(archive, f"uploads/{path.relative_to(uploads).as_posix()}", file, path.stat().st_size)
    return len(files)


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes], size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(clock.now().timestamp())
    archive.addfile(entry, content)
