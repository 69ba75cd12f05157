"""On her desk a homeroom teacher has her class in figures, and each figure opens the list it counts."""

from __future__ import annotations

import re

import pytest

from tests.cast import Cast
from tests.children.school import fill

FIGURES = re.compile(r'<dd><a href="(/children\?[^"]*)">(\d+)</a></dd>')


def test_every_figure_of_the_class_is_the_length_of_its_list(cast: Cast) -> None:
    fill(cast, 7)
    browser = cast.signed_in("homeroom")
    figures = FIGURES.findall(browser.get("/today").text)
    assert len(figures) == 3
    for address, count in figures:
        page = browser.get(address.replace("&amp;", "&")).text
        assert page.count('class="who"') == int(count), address
    assert [int(count) for _address, count in figures] == [8, 8, 7]


@pytest.mark.parametrize("key", ["lead", "counselor", "teacher", "administrator"])
def test_who_has_no_class_has_no_such_panel(cast: Cast, key: str) -> None:
    assert not FIGURES.findall(cast.signed_in(key).get("/today").text)
