"""Addresses of the lists behind the numbers of the coverage."""

from __future__ import annotations

from typing import Any

from flask import url_for

from portal.visits.rules import Show


def listed_url(show: Show, class_id: int | None, page: int | None = None) -> str:
    """The list a number opens, of one class or of all within reach."""
    parts: dict[str, Any] = {"class": class_id, "page": page}
    return url_for("visits.listed", show=show, **{name: value for name, value in parts.items() if value})
