"""The office's pages in a real browser: nothing axe finds, nothing the content policy says."""

from __future__ import annotations

import pytest

from tests.browser.looking import Looker


@pytest.mark.parametrize("path", ["/staff", "/staff/new", "/staff/list", "/staff/review", "/access"])
def test_the_offices_pages_are_accessible(looker: Looker, path: str) -> None:
    looker.sign_in("administrator")
    looker.accessible(path)


def test_a_persons_page_and_its_forms_are_accessible(looker: Looker) -> None:
    with looker.cast.reading():
        teacher = looker.cast.account("teacher").person_id
    looker.sign_in("administrator")
    for path in ("", "/posts/new", "/vettings/new", "/details"):
        looker.accessible(f"/staff/{teacher}{path}")


def test_the_slips_page_is_accessible(looker: Looker) -> None:
    looker.sign_in("lead")
    looker.accessible("/slips")
