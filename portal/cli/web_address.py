"""Links that commands print."""

from __future__ import annotations

from flask import current_app, url_for


def link_to(endpoint: str, **values: str) -> str:
    """A whole address on the portal as its server knows it, else on this machine."""
    base = current_app.config.get("PORTAL_ADDRESS", "http://127.0.0.1:8000")
    with current_app.test_request_context(base_url=base):
        return url_for(endpoint, **values, _external=True)
