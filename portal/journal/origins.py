"""From where a request came, as the journal notes it: the network part of the address, never the whole of it."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from flask import Flask, request

from portal.journal.operations import came_from

KEPT_BITS = {4: 24, 6: 48}


def install(app: Flask) -> None:
    """Let every entry of a request say where it came from."""

    @app.before_request
    def note_origin() -> None:
        came_from(shortened(request.remote_addr or ""))


def shortened(address: str) -> str:
    """As in "192.168.3.0/24": enough to tell the school's rooms from elsewhere, not enough to follow a person."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    return str(ip_network(f"{parsed}/{KEPT_BITS[parsed.version]}", strict=False))
