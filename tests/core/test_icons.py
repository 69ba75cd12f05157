"""Icons are drawn into the page, named, and all of one make."""

from __future__ import annotations

import re

import pytest

from portal.config import ROOT
from portal.core.icons import FOLDER, drawings, icon


def test_an_icon_beside_words_is_silent() -> None:
    assert 'aria-hidden="true"' in icon("lock")
    assert "vh" not in icon("lock")


def test_an_icon_alone_is_read_aloud_and_its_words_are_escaped() -> None:
    assert icon("search", label="<找>").endswith('<span class="vh">&lt;找&gt;</span>')


def test_an_unknown_icon_stops_the_page() -> None:
    with pytest.raises(KeyError, match="no icon 'unicorn'"):
        icon("unicorn")


def test_every_icon_is_only_shapes() -> None:
    assert len(drawings()) > 100
    for name, drawn in drawings().items():
        assert re.fullmatch(r'<svg class="i" viewBox="0 0 24 24" aria-hidden="true">(<[a-z]+ [^<>]*/>)+</svg>', str(drawn)), name


def test_the_licence_lies_beside_the_icons() -> None:
    assert "ISC License" in (FOLDER / "LICENSE.txt").read_text("utf-8")


def test_every_icon_a_template_names_exists() -> None:
    icon = re.compile(r"""\bicon\(['"]([a-z0-9-]+)['"]""")
    named = {name: file for file in (ROOT / "templates").rglob("*.html") for name in icon.findall(file.read_text("utf-8"))}
    assert len(named) > 30
    assert {name: file for name, file in named.items() if name not in drawings()} == {}
