"""The house under test: one application a worker, its database put back before every test."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from werkzeug.test import TestResponse

from portal import create_app
from portal.config import Config
from portal.core import migrations
from portal.core.db import Database
from tests.cast import Cast, assemble
from tests.databases import PostgresStore, SqliteStore, Store, postgres_server


class Visitor(FlaskClient):
    """Each request has an application context of its own, as in the server; else one visitor would stay signed in for the next."""

    def open(self, *parts: Any, **options: Any) -> TestResponse:
        with self.application.app_context():
            return super().open(*parts, **options)


# Examples are never timed: a busy machine is no failing rule.
settings.register_profile("portal", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("portal")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=("sqlite", "postgresql"), default="sqlite", help="which database the tests use")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what touches a database, so that `-m db` runs just that on the second one."""
    for item in items:
        if "store" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.db)


@pytest.fixture(scope="session")
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """This worker's database."""
    if request.config.getoption("--database") == "sqlite":
        yield SqliteStore(tmp_path_factory.mktemp("sqlite"))
        return
    # Not below pytest's own folder: the server runs as another user, and the next pytest to start shuts that folder to others.
    with (
        tempfile.TemporaryDirectory(prefix="portal-pg-", ignore_cleanup_errors=True) as place,
        postgres_server(Path(place)) as server,
    ):
        database = PostgresStore(server, f"portal_{tmp_path_factory.getbasetemp().name.replace('-', '_')}")
        database.create()
        yield database


@pytest.fixture(scope="session")
def house(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application with its tables and two kept states: an empty database, and one with the cast in it."""
    config = Config(tmp_path_factory.mktemp("instance"), store.url, testing=True, argon2_memory_kib=8)
    app = create_app(config)
    app.test_client_class = Visitor
    database: Database = app.extensions["database"]
    migrations.upgrade(database)
    database.engine.dispose()
    store.keep("empty")
    with app.app_context(), database.transaction(write=True):
        assemble()
    database.engine.dispose()
    store.keep("cast")
    yield app
    database.engine.dispose()


def _state(house: Flask, store: Store, name: str) -> None:
    database: Database = house.extensions["database"]
    database.engine.dispose()
    database.memory.clear()
    store.put_back(name)


@pytest.fixture
def app(house: Flask, store: Store) -> Iterator[Flask]:
    """The application over an empty, migrated database."""
    _state(house, store, "empty")
    with house.app_context():
        yield house


@pytest.fixture
def cast(house: Flask, store: Store) -> Iterator[Cast]:
    """The application with the people of `tests/cast.py` in it."""
    _state(house, store, "cast")
    with house.app_context():
        yield Cast(house)
