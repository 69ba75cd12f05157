"""Words of the family's pages."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.home.models import Purpose

#: What is asked, why, and what happens without: as 个人信息保护法 17 and 30 want it told.
PURPOSES: Mapping[Purpose, tuple[Words, Words]] = {
    Purpose.PHOTOS: (
        _l("Photos and films of my child in the school's news"),
        _l("Kept as long as the news stands. Without consent your child is not shown."),
    ),
    Purpose.PUBLICITY: (
        _l("Naming my child where the school tells how teachers look after children"),
        _l("Kept for one school year. Without consent no name and no picture is told."),
    ),
    Purpose.PARTNERS: (
        _l("Telling partners of the school, such as a youth centre, what they need to help"),
        _l("Each time the school says whom and what. Without consent nothing is told, except where the law demands it."),
    ),
}

WAITING: Mapping[str, Words] = {
    "proposals": _l("Families propose corrections"),
    "words": _l("Families wrote and wait for an answer"),
    "copies": _l("A guardian asked for a copy of the data"),
}
