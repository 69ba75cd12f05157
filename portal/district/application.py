"""The receiver as an application: its folder, its key, its tables, its pages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from portal.config import ROOT, Config
from portal.core import assets, error_pages, filters, i18n, logs, security
from portal.core.db import Database
from portal.core.keys import KEY_FILE, KeyRing, load_keys, save_keys
from portal.district import commands, signed_in
from portal.district.operations.opening import opened
from portal.district.views import api, front, pages

MOST_SENT = 4 << 20
A_DAY_AT_WORK = timedelta(hours=12)  # so long a sign-in lasts


@dataclass(frozen=True)
class DistrictConfig:
    """Where the receiver keeps its things, and the smallest count it looks at."""

    instance: Path
    database_url: str
    threshold: int = 5
    due_day: int = 10
    testing: bool = False
    argon2_memory_kib: int = 19_456

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> DistrictConfig:
        """DISTRICT_INSTANCE, DISTRICT_DATABASE_URL, DISTRICT_THRESHOLD, DISTRICT_DUE_DAY (of the following month)."""
        instance = Path(environ.get("DISTRICT_INSTANCE") or ROOT / "instance" / "district").resolve()
        default_url = f"sqlite:///{(instance / 'district.db').as_posix()}"
        return cls(
            instance=instance,
            database_url=environ.get("DISTRICT_DATABASE_URL") or default_url,
            threshold=int(environ.get("DISTRICT_THRESHOLD") or 5),
            due_day=int(environ.get("DISTRICT_DUE_DAY") or 10),
        )


def create_app(config: DistrictConfig | None = None) -> Flask:
    """Build the receiver; its tables and key are made on the first start. KeyProblem when the key file is not the right one."""
    config = config or DistrictConfig.from_environment()
    config.instance.mkdir(parents=True, exist_ok=True)
    app = Flask("portal.district", template_folder=str(ROOT / "templates"), static_folder=None)
    fresh = not (config.instance / KEY_FILE).exists()
    keys = KeyRing.fresh() if fresh else load_keys(config.instance)
    database = Database(config.database_url, keys)
    app.config.update(
        SECRET_KEY=keys.cookies,
        TESTING=config.testing,
        MAX_CONTENT_LENGTH=MOST_SENT,
        SESSION_COOKIE_NAME="district",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=A_DAY_AT_WORK,
        WTF_CSRF_TIME_LIMIT=None,
        DISTRICT=config,
        PORTAL=Config(config.instance, config.database_url, testing=config.testing, argon2_memory_kib=config.argon2_memory_kib),
    )
    app.extensions["database"] = database
    app.extensions["district_key"] = opened(database, keys)
    if fresh:
        save_keys(config.instance, keys)
    _install(app, config)
    return app


def _install(app: Flask, config: DistrictConfig) -> None:
    logs.install(app)
    i18n.install(app, config.instance)
    csrf = CSRFProtect(app)
    signed_in.install(app)
    security.install(app)
    error_pages.install(app)
    filters.install(app)
    assets.install(app)
    csrf.exempt(api)
    app.register_blueprint(api)
    app.register_blueprint(front)
    app.register_blueprint(pages)
    app.cli.add_command(commands.operators)
    app.cli.add_command(commands.schools)
