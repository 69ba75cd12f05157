"""What tests of bullying share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask


@pytest.fixture
def chinese(house: Flask) -> Iterator[None]:
    """Sentences are said in the school's language."""
    with house.app_context():
        yield
