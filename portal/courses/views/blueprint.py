"""The blueprint of courses."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("courses", __name__)
