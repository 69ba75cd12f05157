"""The wording the school loaded, and which scales can therefore be answered here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select

from portal.core.db import session
from portal.screening.models import TextPackVersion
from portal.screening.scales.definition import Scale
from portal.screening.scales.library import all_scales
from portal.screening.text_packs.pack import LANGUAGES, TextPack
from portal.screening.text_packs.reading import shipped


def newest(scale: str, language: str) -> TextPackVersion | None:
    """The wording in force; None when the school has loaded none."""
    found = select(TextPackVersion).where(TextPackVersion.scale == scale, TextPackVersion.language == language)
    return session().scalar(found.order_by(TextPackVersion.version.desc()).limit(1))


def newest_of_all() -> Mapping[tuple[str, str], TextPackVersion]:
    """The wordings in force by scale and language; one statement."""
    last = select(func.max(TextPackVersion.id)).group_by(TextPackVersion.scale, TextPackVersion.language)
    found = session().scalars(select(TextPackVersion).where(TextPackVersion.id.in_(last)))
    return {(one.scale, one.language): one for one in found}


def pack_of(version: TextPackVersion) -> TextPack:
    """A stored wording as the engine knows it."""
    wordings = {int(item): words for item, words in version.wordings.items()}
    return TextPack(version.scale, version.language, wordings, version.intro)


def answerable() -> Sequence[Scale]:
    """Scales a pupil can answer here: on-line by licence, by the pupil alone, with a wording loaded or shipped; one statement."""
    loaded = {scale for scale, _language in newest_of_all()}
    return [
        scale
        for scale in all_scales().values()
        if scale.online
        and any(one.who == "self" for one in scale.respondents)
        and (scale.id in loaded or any(shipped(scale, language) for language in LANGUAGES))
    ]
