"""A real browser over a real server: the cast's school, served as it would be, looked at on a telephone and on a PC."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.looking import Looker
from tests.browser.serving import served
from tests.cast import Cast
from tests.district.conftest import receiver  # noqa: F401 - a fixture

CHROMIUMS = ("chromium", "google-chrome", "chromium-browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser."""
    for item in items:
        if "/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser a worker; contexts are made and thrown away."""
    executable = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if executable is None:
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("no browser is installed")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def address(cast: Cast) -> Iterator[str]:
    """The cast's school, served; the database is put back before the test and the server gone before the next."""
    with served(cast.app) as found:
        yield found


@pytest.fixture
def looker(chromium: Browser, address: str, cast: Cast) -> Iterator[Looker]:
    """Somebody in front of a screen; the test fails when the console complained of anything."""
    with Looker.at(chromium, address, cast) as found:
        yield found
    assert found.complaints == []
