"""A browser that fills in forms as a person does: the page is opened, its hidden marks are sent along."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SUBMISSION = re.compile(r'name="submission" value="([^"]+)"')


def token_of(page: TestResponse) -> str:
    """The safety mark of the first form of a page."""
    found = TOKEN.search(page.text)
    assert found, f"no form on the page ({page.status_code}): {page.text[:300]}"
    return found[1]


def send(client: FlaskClient, url: str, fields: Mapping[str, Any] | None = None, *, page: str = "", **options: Any) -> TestResponse:
    """Open `page` (or `url` itself) and send a form to `url`."""
    opened = client.get(page or url)
    return client.post(url, data={"csrf_token": token_of(opened), **(fields or {})}, **options)
