"""The blueprint of notices."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("notices", __name__)
