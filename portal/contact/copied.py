"""What a guardian's copy holds of the family's contact: the days, never what a teacher noted of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from portal.access.viewer import Viewer
from portal.contact.queries import ContactLine, contacts_of


def family_copy(_viewer: Viewer, child_id: int) -> Sequence[tuple[str, Any]]:
    """Every contact that still counts, newest first."""
    return [("contacts", [_contact(one) for one in contacts_of(child_id) if one.withdrawn is None])]


def _contact(one: ContactLine) -> dict[str, Any]:
    spoke_with = {"with_child": one.with_child, "with_carer": one.with_carer}
    return {"day": one.day, **spoke_with, "way": one.way.value, "minutes": one.minutes}
