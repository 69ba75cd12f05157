"""A leaver's file as one bundle: the paper, every scan that can still be opened, and a list with digests."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from flask_babel import gettext as _

from portal.access.viewer import Viewer
from portal.children.documents import file_paper, printed_parts
from portal.children.file import file_of
from portal.children.papers import ENDINGS
from portal.children.shown import Shown
from portal.children.timeline import timeline
from portal.children.vault import unseal
from portal.core.errors import NotFound
from portal.privacy.queries import papers_of


def bundle_of(viewer: Viewer, child_id: int, folder: Path, *, school: str) -> bytes:
    """A zip; a scan whose file is gone is named in the list."""
    packed, said = io.BytesIO(), []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in _parts(viewer, child_id, folder, school):
            if content is None:
                said.append(f"{name}  {_('its file is gone')}")
                continue
            archive.writestr(name, content)
            said.append(f"{name}  sha256 {hashlib.sha256(content).hexdigest()}")
        archive.writestr("list.txt", "\n".join(said) + "\n")
    return packed.getvalue()


def _parts(viewer: Viewer, child_id: int, folder: Path, school: str) -> Iterator[tuple[str, bytes | None]]:
    found = file_of(viewer, child_id)
    past, parts = timeline(viewer, found), printed_parts(viewer, child_id)
    yield "file.pdf", file_paper(Shown(found), past, parts, school=school, printed_by=viewer.name)
    for each in papers_of(child_id):
        try:
            content = unseal(folder, each.stored_as, each.digest)
        except NotFound:
            content = None
        yield f"papers/{each.id}.{ENDINGS[each.media_type]}", content
