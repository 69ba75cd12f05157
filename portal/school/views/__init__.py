"""Pages of the school: profile, calendar, settings."""

from __future__ import annotations

from portal.school.views import calendar, profile, settings
from portal.school.views.blueprint import blueprint

__all__ = ["blueprint", "calendar", "profile", "settings"]
