"""The page of who may do what says the same as the table the portal obeys."""

from __future__ import annotations

import pytest

from portal.access.permissions import FAMILY, Permission, Role
from portal.access.table import access_rows
from portal.access.words import PERMISSION_WORDS, ROLE_WORDS
from tests.cast import PEOPLE, Cast


def test_every_permission_and_every_role_has_words() -> None:
    assert set(PERMISSION_WORDS) == set(Permission)
    assert set(ROLE_WORDS) == set(Role)


@pytest.mark.parametrize("key", list(PEOPLE))
def test_staff_see_the_table_with_their_own_row_marked(cast: Cast, key: str) -> None:
    answer = cast.signed_in(key).get("/access")
    if PEOPLE[key][1] in FAMILY:
        assert answer.status_code == 403
        return
    assert answer.status_code == 200
    assert answer.text.count('class="mine"') == 1


def test_the_administrator_reaches_no_child() -> None:
    (row,) = [row for row in access_rows(()) if row.role is Role.ADMINISTRATOR]
    assert row.reach == {}
