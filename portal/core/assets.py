"""Style sheets, scripts and pictures: joined and packed once at start, named by their content, kept by browsers for a year."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, request
from werkzeug.wrappers import Request, Response

from portal.config import ROOT
from portal.core import icons

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SOURCE = ROOT / "static"
PREFIX = "/assets/"
COPIED = ("vendor/htmx.js", "favicon.svg", "favicon.ico", "icon-180.png")
KINDS = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "svg": "image/svg+xml",
    "ico": "image/x-icon",
    "png": "image/png",
}


@dataclass(frozen=True)
class Asset:
    """One file as it is sent: its address, its kind, its bytes plain and gzipped."""

    url: str
    kind: str
    body: bytes
    packed: bytes

    @classmethod
    def made(cls, name: str, body: bytes) -> Asset:
        stem, _dot, ending = name.rpartition(".")
        url = f"{PREFIX}{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{ending}"
        return cls(url, KINDS[ending], body, gzip.compress(body, 9, mtime=0))


def install(app: Flask) -> None:
    """Answer /assets/ in front of the application; templates ask `asset(name)` and `icon(name, label=None)`."""
    shelf = Shelf(SOURCE, app.wsgi_app, watch=lambda: app.debug)
    app.wsgi_app = shelf  # type: ignore[method-assign]
    app.jinja_env.globals["asset"] = lambda name: request.script_root + shelf.url(name)
    app.jinja_env.globals["icon"] = icons.icon


class Shelf:
    """Holds the assets in memory and hands them out; everything else goes on to the application."""

    def __init__(self, source: Path, application: WSGIApplication, watch: Callable[[], bool] = lambda: False) -> None:
        self._source = source
        self._application = application
        self._watch = watch
        self._read_at = 0.0
        self._fill()

    def url(self, name: str) -> str:
        """Where `name` is served, without the application's own prefix; an unknown name is a KeyError."""
        if self._watch() and _newest(self._source) > self._read_at:
            self._fill()
        return self._named[name].url

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        found = self._served.get(path)
        if found is None or environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return self._application(environ, start_response)
        return _answer(found, Request(environ))(environ, start_response)

    def _fill(self) -> None:
        self._read_at = _newest(self._source)
        self._named = {name: Asset.made(name, body) for name, body in _bodies(self._source)}
        self._served = {asset.url: asset for asset in self._named.values()}


def _answer(asset: Asset, asked: Request) -> Response:
    packs = asked.accept_encodings.quality("gzip") > 0 and len(asset.packed) < len(asset.body)
    answer = Response(asset.packed if packs else asset.body, content_type=asset.kind)
    answer.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if packs:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(asset.url.rsplit(".", 2)[-2] + ("-gz" if packs else ""))
    answer.make_conditional(asked)
    return answer


def _bodies(source: Path) -> Iterable[tuple[str, bytes]]:
    yield "portal.css", joined_css(sorted((source / "css").glob("*.css"))).encode()
    yield "portal.js", joined_js(sorted((source / "js").glob("*.js"))).encode()
    yield "queue.js", joined_js([source / "queue.js"]).encode()
    for path in COPIED:
        yield Path(path).name, (source / path).read_bytes()


def joined_css(files: Iterable[Path]) -> str:
    """One style sheet without comments and needless white space; strings and addresses stay as they are."""
    whole = "\n".join(file.read_text("utf-8") for file in files)
    parts = re.split(r"""("[^"]*"|'[^']*'|url\([^"')]*\))""", re.sub(r"/\*.*?\*/", " ", whole, flags=re.DOTALL))
    return "".join(part if index % 2 else _tight(part) for index, part in enumerate(parts)).strip()


def _tight(css: str) -> str:
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};,>]) ?", r"\1", css)
    return css.replace(": ", ":").replace(";}", "}")


def joined_js(files: Iterable[Path]) -> str:
    """The modules one after the other, each closed in itself, without lines that are only a comment."""
    return "\n".join(f"(() => {{\n{_code_lines(file.read_text('utf-8'))}\n}})();" for file in files)


def _code_lines(script: str) -> str:
    lines = (line.strip() for line in script.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def _newest(source: Path) -> float:
    return max(file.stat().st_mtime for file in source.rglob("*") if file.is_file())
