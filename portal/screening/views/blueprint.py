"""The blueprint of screening."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("screening", __name__)
