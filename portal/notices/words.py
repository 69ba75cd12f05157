"""Words of notices."""

from __future__ import annotations

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.errors import Words
from portal.notices.models import Asks, Audience, AudienceKind
from portal.school.classes import GRADES, class_name

ASKS: Mapping[Asks, Words] = {
    Asks.NOTHING: _l("only to be read"),
    Asks.CONFIRM: _l("to be confirmed"),
    Asks.CHOICE: _l("to choose one answer"),
    Asks.WORDS: _l("to be answered in words"),
}

GROUPS: Mapping[AudienceKind, Words] = {
    AudienceKind.SCHOOL: _l("All families"),
    AudienceKind.BOARDERS: _l("Families of boarders"),
    AudienceKind.APART: _l("Families whose parents are away"),
}


def audience_words(audience: list[Audience]) -> str:
    """For whom a notice is, in the words of the staff; single families are counted, not named."""
    families = sum(part.kind is AudienceKind.FAMILY for part in audience)
    parts = [_part(part) for part in audience if part.kind is not AudienceKind.FAMILY]
    if families:
        parts.append(_("%(count)s chosen families", count=families))
    return _(", ").join(parts)


def _part(part: Audience) -> str:
    if part.kind is AudienceKind.CLASS:
        return class_name(part.class_id)
    if part.kind is AudienceKind.GRADE and part.grade:
        return _("all classes of %(grade)s", grade=str(GRADES[part.grade - 1]).rstrip(","))
    return str(GROUPS[part.kind])
