"""The pages of the children's files, one module an act."""

from __future__ import annotations

from portal.children.blueprint import blueprint
from portal.children.views import attachments, census, facts, file, identity, paper, people, readers, roster

__all__ = ["attachments", "blueprint", "census", "facts", "file", "identity", "paper", "people", "readers", "roster"]
