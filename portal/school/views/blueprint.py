"""The door of the school's pages."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("school", __name__, url_prefix="/school")
