"""The facts a family may say are otherwise, one by one: how each is called, where it stands, and what may be written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import lazy_gettext as _l

from portal.access.permissions import Tier
from portal.children.models import Child, Guardian
from portal.children.operations.identity import identity_words
from portal.core import clock
from portal.core.errors import Words
from portal.core.telephone import normalised


@dataclass(frozen=True)
class Field:
    """One fact; `own` ones are about the guardian, the others about the child and need the rights to see its file."""

    label: Words
    own: bool = False

    @property
    def tier(self) -> Tier:
        return Tier.DIRECTORY if self.own else Tier.WELFARE


OTHER = "other"

FIELDS: Mapping[str, Field] = {
    "telephone": Field(_l("My telephone number"), own=True),
    "address": Field(_l("Where I live"), own=True),
    "workplace": Field(_l("Where I work"), own=True),
    "name": Field(_l("Name of the child")),
    "birth_date": Field(_l("Birthday of the child")),
    "home": Field(_l("Where the child lives")),
    OTHER: Field(_l("Something else")),
}


def known(field: str, guardian: Guardian, child: Child) -> str:
    """What the school has written down; empty where it has nothing."""
    if field == OTHER:
        return ""
    if FIELDS[field].own:
        return getattr(guardian, field) or ""
    value = getattr(identity_words(child), field)
    return value.isoformat() if isinstance(value, date) else value or ""


def problem(field: str, text: str) -> Words | None:
    """Why this cannot be meant."""
    if field == "telephone" and normalised(text) is None:
        return _l("This is no telephone number. A mobile has 11 digits, a landline its area code.")
    if field == "birth_date" and not _a_day(text):
        return _l("Write the birthday as in 2016-03-09.")
    return None


def _a_day(text: str) -> bool:
    try:
        return date.fromisoformat(text) <= clock.today()
    except ValueError:
        return False
