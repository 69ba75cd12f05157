"""The pages of counseling."""

from portal.counseling.views import (
    cases,
    crises,
    grants,
    levels,
    onward,
    overview,
    partners,
    plan,
    referrals,
    room,
    room_hours,
    sessions,
    statistics,
)
from portal.counseling.views.blueprint import blueprint

__all__ = [
    "blueprint",
    "cases",
    "crises",
    "grants",
    "levels",
    "onward",
    "overview",
    "partners",
    "plan",
    "referrals",
    "room",
    "room_hours",
    "sessions",
    "statistics",
]
