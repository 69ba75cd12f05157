"""Finding a child by what people have at hand: a name in any spelling, pinyin, initials, a number, a guardian's telephone."""

from __future__ import annotations

import re
import unicodedata

from sqlalchemy import ColumnElement, false, or_, select

from portal.access.permissions import Permission, Tier
from portal.access.viewer import Viewer
from portal.children.models import Child, Guardian
from portal.children.names import folded_name
from portal.children.scope import within
from portal.core import clock
from portal.core.telephone import normalised

_NUMBER = re.compile(r"G?(\d{17}[\dX])", re.ASCII)


def matching(viewer: Viewer, text: str) -> ColumnElement[bool]:
    """The condition on `Child` for a search; numbers and telephones find only children whose these the viewer may know."""
    parts: list[ColumnElement[bool]] = []
    folded = folded_name(text).replace("ü", "v")
    if folded:
        parts.append(Child.search.contains(folded, autoescape=True))
    number = _NUMBER.fullmatch("".join(unicodedata.normalize("NFKC", text).split()).upper())
    if number:
        parts.append(_numbered(viewer, number[1]))
    telephone = normalised(text)
    if telephone:
        parts.append(_reached_by(viewer, telephone))
    return or_(*parts) if parts else false()


def _numbered(viewer: Viewer, number: str) -> ColumnElement[bool]:
    """By identity number, or the registry number G with it."""
    same = or_(Child.id_number_hash == number, Child.registry_no_hash == f"G{number}")
    return within(viewer, Tier.SCHOOLING) & same


def _reached_by(viewer: Viewer, telephone: str) -> ColumnElement[bool]:
    known = within(viewer, Tier.WELFARE)
    if viewer.reaches(Tier.DIRECTORY).houses and viewer.may(Permission.REVEAL_TELEPHONE):
        known = known | (Child.boarding & Child.sex.in_(sorted(viewer.reaches(Tier.DIRECTORY).houses)))
    theirs = (
        select(Guardian.id)
        .where(Guardian.child_id == Child.id, Guardian.telephone_hash == telephone)
        .where(or_(Guardian.until_day.is_(None), Guardian.until_day >= clock.today()))
    )
    return known & theirs.exists()
