"""The blueprint of bullying."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("bullying", __name__)
