"""The blueprint of home visits."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("visits", __name__)
