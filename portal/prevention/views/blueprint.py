"""The blueprint of prevention."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("prevention", __name__)
