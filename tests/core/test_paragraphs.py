"""A paragraph holds words and links, never a form: a browser ends the paragraph there and the row of buttons falls apart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[2] / "templates"
PARAGRAPH = re.compile(r"<p(?: [^>]*)?>(?:(?!</p>).)*?(?:<form|page\.act\()(?:(?!</p>).)*</p>", re.S)


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_form_stands_in_a_paragraph(path: Path) -> None:
    found = PARAGRAPH.search(path.read_text(encoding="utf-8"))
    assert not found, found.group(0)[:200]


HALF_COMMA = re.compile(r"\}\}(?:</[a-z]+>)?, (?=\{\{)")
SPOKEN = re.compile(r'aria-label="[^"]*"|<span class="vh">.*?</span>')


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_no_comma_of_one_language_joins_two_facts(path: Path) -> None:
    shown = SPOKEN.sub("", path.read_text(encoding="utf-8"))
    assert not HALF_COMMA.search(shown), "facts side by side are joined with a middle dot, in both languages"
