"""A receiver with one enrolled school."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from portal.core.blueprint import database
from portal.district import create_app
from portal.district.application import DistrictConfig
from portal.district.operations.operators import set_password
from portal.district.operations.schools import enrol
from portal.exchange.signing import SigningKey
from tests.conftest import Visitor
from tests.exchange.sample import SCHOOL, sealed

NAME, PASSWORD = "张科", "sehr-geheim-2026"


@dataclass(frozen=True)
class Receiver:
    """The application, and the key of the school it knows."""

    app: Flask
    key: SigningKey

    @property
    def browser(self) -> FlaskClient:
        return self.app.test_client()

    def send(self, said: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Send a return signed by the school."""
        return self.post(sealed(self.key, said, **options))

    def post(self, letter: Any, path: str = "/api/returns") -> TestResponse:
        return self.browser.post(path, json=letter)

    def signed_in(self) -> FlaskClient:
        browser = self.browser
        browser.post("/sign-in", data={"name": NAME, "password": PASSWORD})
        return browser


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    config = DistrictConfig(tmp_path, f"sqlite:///{tmp_path / 'district.db'}", testing=True, argon2_memory_kib=8)
    app = create_app(config)
    app.config["WTF_CSRF_ENABLED"] = False
    app.test_client_class = Visitor
    key = SigningKey.fresh()
    with app.app_context():
        with database().transaction(write=True):
            enrol(SCHOOL, "青溪镇中心学校", key.public.text, by="test")
            set_password(NAME, PASSWORD)
        yield Receiver(app, key)
    app.extensions["database"].engine.dispose()
