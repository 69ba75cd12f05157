"""The pages' common door."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("privacy", __name__, url_prefix="/privacy")
