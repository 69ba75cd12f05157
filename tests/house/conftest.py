"""The application as the guards look at it: built, with no database behind it that matters."""

from __future__ import annotations

import pytest
from flask import Flask

from portal import create_app
from portal.config import Config


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The portal with all its pages, over an empty file."""
    folder = tmp_path_factory.mktemp("built")
    return create_app(Config(folder, f"sqlite:///{folder / 'portal.db'}", testing=True))
