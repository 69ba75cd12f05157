"""Addresses a browser sends along are followed only inside this house."""

from __future__ import annotations


def inside(path: str | None, otherwise: str) -> str:
    """`path` when it is a page of this house, else `otherwise`."""
    if path and path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable():
        return path
    return otherwise
