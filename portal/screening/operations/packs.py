"""Loading the wording of a scale; a wording that differs is a new version."""

from __future__ import annotations

from typing import BinaryIO

from portal.access.viewer import Viewer
from portal.core import clock
from portal.core.db import session
from portal.journal.operations import record
from portal.screening.models import TextPackVersion
from portal.screening.queries.packs import newest, pack_of
from portal.screening.scales.definition import Scale
from portal.screening.text_packs.pack import LANGUAGES, TextPack
from portal.screening.text_packs.reading import read_pack, shipped


def load_pack(source: BinaryIO, filename: str, scale: Scale, language: str, *, by: Viewer) -> TextPackVersion:
    """Read a two-column sheet and keep it; the same words make no new version. Refused names each item at fault."""
    kept = keep(read_pack(source, filename, scale, language), by=by)
    record("screening.wording_loaded", subject=kept, by=by)
    return kept


def keep(pack: TextPack, *, by: Viewer | None) -> TextPackVersion:
    """The stored version of these words."""
    known = newest(pack.scale, pack.language)
    if known is not None and not pack.is_new_after(pack_of(known)):
        return known
    made = TextPackVersion(
        scale=pack.scale,
        language=pack.language,
        version=known.version + 1 if known else 1,
        fingerprint=pack.fingerprint,
        intro=pack.intro,
        wordings={str(item): words for item, words in pack.wordings.items()},
        loaded_at=clock.now(),
        loaded_by_id=by.person_id if by else None,
    )
    session().add(made)
    session().flush()
    return made


def have_shipped(scale: Scale) -> None:
    """Store the wording that comes with the portal, so that sheets can name it; most scales have none."""
    for language in LANGUAGES:
        pack = shipped(scale, language)
        if pack is not None and newest(scale.id, language) is None:
            keep(pack, by=None)
