"""How often an address may try a door: counted in memory, or in Redis when several servers share a school."""

from __future__ import annotations

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from portal.config import Config

limiter = Limiter(get_remote_address, headers_enabled=False)


def install(app: Flask, config: Config) -> None:
    """Count per application; limits stand at the pages they guard."""
    app.config.update(RATELIMIT_STORAGE_URI=config.limits_storage, RATELIMIT_ENABLED=not config.testing)
    limiter.init_app(app)
