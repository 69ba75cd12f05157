"""What this machine has that pip cannot bring: a browser, a continuous integration around us."""

from __future__ import annotations

import os
import shutil

BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge")


def browser() -> str | None:
    """Path of a Chromium-like browser: the one named in TEST_BROWSER, else one on the PATH; None when there is none."""
    named = os.environ.get("TEST_BROWSER")
    return named or next(filter(None, map(shutil.which, BROWSERS)), None)


def in_continuous_integration() -> bool:
    """There, whatever is missing is a failure; on a person's machine it is skipped and said."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}
