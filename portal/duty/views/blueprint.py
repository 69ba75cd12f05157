"""The blueprint of duty."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("duty", __name__)
