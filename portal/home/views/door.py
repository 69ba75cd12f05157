"""The blueprint of the family's pages."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("home", __name__)
