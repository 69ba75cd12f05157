"""The blueprint of care; each module beside it adds its pages."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("guardianship", __name__)
