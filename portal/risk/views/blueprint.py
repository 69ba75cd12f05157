"""The door of the pages of attention."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("risk", __name__)
