"""Reading a back-up through without restoring it: every piece opens, every count and the digest agree."""

from __future__ import annotations

import hashlib
import tarfile
from pathlib import Path
from typing import IO

from flask_babel import lazy_gettext as _l

from portal.backup import manifest
from portal.backup.manifest import Manifest
from portal.backup.sealed import sealed_for_reading
from portal.core.errors import Refused


def verify_backup(source: Path, key: bytes) -> Manifest:
    """What the back-up holds; Refused, in words, when it is not whole."""
    counts: dict[str, int] = {}
    seal, uploads, found = hashlib.sha256(), 0, None
    with sealed_for_reading(source, key) as plain, opened(plain) as archive:
        for entry in archive:
            content = archive.extractfile(entry)
            if content is None:
                continue
            if entry.name == manifest.NAME:
                found = Manifest.from_json(content.read())
            elif entry.name.startswith("rows/"):
                counts[Path(entry.name).stem] = _counted(content, seal)
            else:
                uploads += 1
        while plain.read(1 << 20):
            pass
    if found is None or (found.rows, found.uploads, found.digest) != (counts, uploads, seal.hexdigest()):
        raise Refused(_l("The back-up is not whole: its counts do not agree with its list. Make a new one."))
    return found


def opened(plain: IO[bytes]) -> tarfile.TarFile:
    """The archive inside; Refused when it is none."""
    try:
        return tarfile.open(fileobj=plain, mode="r|gz")
    except tarfile.TarError:
        raise Refused(_l("The back-up opens, but what is inside cannot be read. Make a new one.")) from None


def _counted(content: IO[bytes], seal: hashlib._Hash) -> int:
    count = 0
    for line in content:
        seal.update(line)
        count += 1
    return count
