"""How often an address or a login may be tried: counted in memory, or in Redis when several servers share a school."""

from __future__ import annotations

from flask import Flask, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from limits import parse
from werkzeug.exceptions import TooManyRequests

from portal.config import Config

PER_ADDRESS = parse("30/minute")  # a school behind one address signs in at eight o'clock
PER_LOGIN = parse("8/minute")


def install(app: Flask, config: Config) -> None:
    """Each application counts for itself; tests switch THROTTLED on where they ask about it."""
    limiter = Limiter(get_remote_address, headers_enabled=False, storage_uri=config.limits_storage)
    limiter.init_app(app)
    app.config["THROTTLED"] = not config.testing
    app.extensions["tries"] = limiter


def count_try(door: str, name: str = "") -> None:
    """Count a try at `door` by this address and, when given, for this login or code; TooManyRequests when there were too many."""
    if not current_app.config["THROTTLED"]:
        return
    tries = current_app.extensions["tries"].limiter
    allowed = tries.hit(PER_ADDRESS, door, "address", request.remote_addr or "")
    if name:
        allowed = tries.hit(PER_LOGIN, door, "name", name[:80]) and allowed
    if not allowed:
        raise TooManyRequests
