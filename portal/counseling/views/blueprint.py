"""The blueprint of counseling."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("counseling", __name__)
