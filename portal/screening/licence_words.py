"""On what terms the wording of a scale may be used, by the code of its licence, for whoever loads a wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words

LICENCES: Final[Mapping[str, Words]] = {
    "CC-BY-NC-SA-3.0-IGO": _l("World Health Organization; free where nothing is earned with it, its name stays beside it"),
    "PHQ-family-free": _l("Free to copy and to translate, without asking"),
    "copyright": _l("Protected; load the wording only with the owner's permission"),
    "copyright-free-use": _l("Protected; its owners let schools and clinics use it without payment"),
    "copyright-youthinmind": _l("Protected; on paper free, on a screen only with the owner's permission"),
    "free-clinical-use": _l("Free to use in schools and clinics; no word on passing it on"),
    "free-with-citation": _l("Free to use; its authors are named beside it"),
    "free-with-notice": _l("Free to use; the owner's notice stays beside it"),
    "project": _l("Written for this portal"),
    "public-domain-en": _l("The English wording is free; a translation belongs to who made it"),
}
