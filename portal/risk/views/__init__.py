"""Pages of attention."""

from __future__ import annotations

from portal.risk.views import alarms, proposals, rulebook
from portal.risk.views.blueprint import blueprint

__all__ = ["alarms", "blueprint", "proposals", "rulebook"]
