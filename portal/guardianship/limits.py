"""The school's own numbers behind the clocks of care, from its settings."""

from __future__ import annotations

from dataclasses import fields

from portal.guardianship.gaps import Limits
from portal.school.queries import number


def limits() -> Limits:
    """The limits as this school set them."""
    return Limits(**{field.name: number(f"guardianship.{field.name}") for field in fields(Limits)})
