"""The blueprint of reporting."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("reporting", __name__)
