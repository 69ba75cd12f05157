"""Shouwang: one portal per school that keeps watch over left-behind children and joins school and home."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import cli, shell
from portal.accounts import kept_forms, signed_in, throttling
from portal.config import ROOT, Config
from portal.core import assets, error_pages, filters, i18n, logs, queue, security
from portal.core.collected import term_of
from portal.core.contributions import Event, SettingDefinition
from portal.core.db import Database
from portal.core.templates import Templates
from portal.domains import BLUEPRINTS, CONTRIBUTIONS, PREPARATIONS
from portal.journal import origins
from portal.opening import keys_of

Declared = TypeVar("Declared", Event, SettingDefinition)

MOST_UPLOADED = 40 << 20  # the largest spreadsheet or scan, with room for its form


class Portal(Flask):
    """A Flask application whose templates are compiled per language."""

    jinja_environment = Templates


def create_app(config: Config | None = None) -> Flask:
    """Build the portal from its settings; raises CannotOpen when keys or rules are not in order."""
    config = config or Config.from_environment()
    app = Portal(__name__, template_folder=str(ROOT / "templates"), static_folder=None)
    config.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    keys = keys_of(config)
    app.config.update(
        SECRET_KEY=keys.cookies,
        TESTING=config.testing,
        MAX_CONTENT_LENGTH=MOST_UPLOADED,
        MAX_FORM_MEMORY_SIZE=2 << 20,
        SESSION_COOKIE_NAME="portal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=config.secure_cookies,
        WTF_CSRF_TIME_LIMIT=None,
        PORTAL=config,
    )
    app.extensions["database"] = Database(config.database_url, keys)
    _declare(app)
    _install(app, config)
    return app


def _declare(app: Flask) -> None:
    """What domains contribute; an event or setting named twice stops the program."""
    app.extensions["contributions"] = CONTRIBUTIONS
    app.extensions["events"] = _by_name([event for contributed in CONTRIBUTIONS for event in contributed.events])
    terms = [term_of(holding) for contributed in CONTRIBUTIONS for holding in contributed.holdings if holding.months]
    app.extensions["settings"] = _by_name([setting for contributed in CONTRIBUTIONS for setting in contributed.settings] + terms)


def _by_name(items: Iterable[Declared]) -> dict[str, Declared]:
    found: dict[str, Declared] = {}
    for item in items:
        if item.name in found:
            raise ValueError(f"{item.name} is declared twice")
        found[item.name] = item
    return found


def _install(app: Flask, config: Config) -> None:
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies, x_host=config.proxies)  # type: ignore[method-assign]
    logs.install(app)
    i18n.install(app, config.instance)
    CSRFProtect(app)
    signed_in.install(app)
    origins.install(app)
    throttling.install(app, config)
    security.install(app)
    error_pages.install(app)
    kept_forms.install(app)
    filters.install(app)
    assets.install(app)
    queue.install(app)
    shell.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    for prepare in PREPARATIONS:
        prepare(app)
    cli.install(app)
