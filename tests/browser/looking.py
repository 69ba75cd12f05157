"""Looking at pages: a browser context with its console listened to, a sign-in by cookie, and axe in four dresses."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from tests.cast import Cast

TELEPHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1366, "height": 768}
DRESSES = [(size, scheme) for size in (TELEPHONE, DESKTOP) for scheme in ("light", "dark")]
EXPECTED = (
    "status of 422",
    "status of 403",
    "status of 404",
    "status of 409",
)  # the browser notes answers the portal means to give


@dataclass
class Looker:
    """One person's browser; `complaints` gathers console errors and messages of the content policy."""

    address: str
    cast: Cast
    context: BrowserContext
    page: Page
    complaints: list[str] = field(default_factory=list)

    @classmethod
    @contextmanager
    def at(cls, browser: Browser, address: str, cast: Cast, **options: Any) -> Iterator[Looker]:
        context = browser.new_context(
            base_url=address, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce", **options
        )
        found = cls(address, cast, context, context.new_page())
        context.on("console", found._hear)
        context.on("weberror", lambda error: found.complaints.append(str(error.error)))
        try:
            yield found
        finally:
            context.close()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in EXPECTED):
            self.complaints.append(message.text)

    def sign_in(self, key: str) -> None:
        """Be somebody of the cast, without the sign-in pages."""
        cookie = self.cast.signed_in(key).get_cookie("portal")
        assert cookie
        self.context.add_cookies([{"name": "portal", "value": cookie.value, "url": self.address}])

    def open(self, path: str) -> Page:
        """Go to a page of the portal."""
        self.page.goto(path)
        return self.page

    def accessible(self, path: str = "") -> None:
        """Axe finds nothing on this page, on a telephone and a PC, light and dark; nothing makes the page scroll sideways."""
        if path:
            self.open(path)
        for size, scheme in DRESSES:
            self.page.set_viewport_size(size)  # type: ignore[arg-type]  # a plain dict does
            self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found = Axe().run(self.page).response["violations"]
            dress = f"{self.page.url} at {size['width']} {scheme}"
            told = [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
            assert told == [], f"{dress}: {told}"  # colours on their way from light to dark would count as faint: motion is off
            wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, f"{dress} scrolls sideways by {wide} px"
