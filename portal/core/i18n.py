"""Two languages, Chinese first: catalogues are kept per package as .po files and joined when they changed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, request
from flask_babel import Babel
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
