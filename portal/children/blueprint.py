"""The blueprint of the children's files; each module of `portal.children.views` adds its pages to it."""

from __future__ import annotations

from portal.core.blueprint import Door

blueprint = Door("children", __name__)
