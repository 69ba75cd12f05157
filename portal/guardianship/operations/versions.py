"""Two people over one paper: whoever saves second sees both texts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.children.words import as_sent, yes_or_no
from portal.core.errors import Difference, Words, require_version


def require_unchanged(row: Any, version: int, fields: Mapping[str, Any], labels: Mapping[str, Words]) -> None:
    """Raise Conflict with every field that differs when somebody saved meanwhile; `labels` name the fields of the form."""
    differences = [
        Difference(name, label, as_sent(theirs), as_sent(fields[name]), yes_or_no(theirs), yes_or_no(fields[name]))
        for name, label in labels.items()
        if name in fields
        for theirs in (getattr(row, name),)
    ]
    require_version(row, version, differences)
