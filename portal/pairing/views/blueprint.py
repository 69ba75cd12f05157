"""The blueprint of pairing."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("pairing", __name__)
