"""Two languages, Chinese first: catalogues are kept per package as .po files and joined when they changed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, request
from flask_babel import Babel, Domain, get_translations
from flask_login import current_user

from portal.config import ROOT

SOURCE = ROOT / "translations"
LOCALES = ("zh_Hans_CN", "en")
CHINESE = LOCALES[0]


def install(app: Flask, instance: Path) -> None:
    """Join the catalogues and let every request choose its language."""
    compiled = compile_catalogues(instance / "translations")
    app.config.update(BABEL_DEFAULT_LOCALE=CHINESE, BABEL_DEFAULT_TIMEZONE="Asia/Shanghai")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(compiled)
    Babel(app, locale_selector=chosen_locale)
    _keep_the_catalogue(app, str(compiled))


class RequestCatalogue(Domain):
    """The sentences of one request: its language is asked once, not for every sentence of a page."""

    def __init__(self, folder: str, loaded: dict[Any, Any]) -> None:
        super().__init__(folder)  # type: ignore[no-untyped-call]  # the library has no types here
        self.cache = loaded
        self.as_default()  # type: ignore[no-untyped-call]
        self.context = g._flask_babel  # where the library keeps the language of this request; force_locale changes it there
        self.locale: Any = None
        self.found: Any = None

    def get_translations(self) -> Any:
        """The catalogue of the request's language, or of the one forced upon a part of it."""
        locale = getattr(self.context, "babel_locale", None)
        if self.found is None or locale is not self.locale:
            self.found = super().get_translations()  # type: ignore[no-untyped-call]
            self.locale = self.context.babel_locale
        return self.found


_catalogue: ContextVar[RequestCatalogue | None] = ContextVar("catalogue", default=None)


def _keep_the_catalogue(app: Flask, folder: str) -> None:
    """Give each request its catalogue, and templates a short way to it (a third of a page's time went into finding it)."""
    loaded: dict[Any, Any] = {}

    @app.before_request
    def begin() -> None:
        _catalogue.set(RequestCatalogue(folder, loaded))

    @app.teardown_request
    def end(_error: BaseException | None) -> None:
        _catalogue.set(None)

    def one(text: str) -> str:
        return str(_translations().ugettext(text))

    def many(singular: str, plural: str, count: int) -> str:
        return str(_translations().ungettext(singular, plural, count))

    app.jinja_env.install_gettext_callables(one, many, newstyle=True)  # type: ignore[attr-defined]  # from the i18n extension


def _translations() -> Any:
    catalogue = _catalogue.get()
    return get_translations() if catalogue is None else catalogue.get_translations()


def chosen_locale() -> str:
    """The viewer's own choice, else the cookie of this browser, else Chinese."""
    if current_user and current_user.is_authenticated:
        return str(current_user.viewer.locale)
    cookie = request.cookies.get("language", "") if request else ""
    return cookie if cookie in LOCALES else CHINESE


def compile_catalogues(target: Path) -> Path:
    """Join translations/zh/*.po into one .mo under `target` when any is newer; return the folder."""
    sources = sorted((SOURCE / "zh").glob("*.po"))
    compiled = target / CHINESE / "LC_MESSAGES" / "messages.mo"
    if not compiled.exists() or compiled.stat().st_mtime <= max((s.stat().st_mtime for s in sources), default=0.0):
        compiled.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=compiled.parent, delete=False) as scratch:
            write_mo(scratch, joined(sources))
        Path(scratch.name).replace(compiled)
    return target


def joined(sources: Iterable[Path]) -> Catalog:
    """One catalogue from several files."""
    whole = Catalog(locale=CHINESE)
    for source in sources:
        with source.open("rb") as file:
            for message in read_po(file, locale=CHINESE):
                if message.id and not message.fuzzy:
                    whole.add(message.id, message.string, context=message.context)
    return whole
