"""A family reads on which days, and in which role, somebody opened the child's file; never who, and never another child's."""

from __future__ import annotations

import pytest

from tests.cast import OTHER_CHILD, Cast


def test_a_parent_reads_roles_and_days_but_no_names(cast: Cast) -> None:
    child_id = cast.child_id()
    cast.signed_in("homeroom").get(f"/children/{child_id}")
    page = cast.signed_in("parent").get(f"/home/children/{child_id}/readers").text
    assert "班主任" in page
    assert "方雅" not in page.replace("班主任：方雅", "")


def test_a_file_nobody_opened_says_so(cast: Cast) -> None:
    assert "没有人打开过" in cast.signed_in("other_parent").get(f"/home/children/{cast.child_id(OTHER_CHILD)}/readers").text


@pytest.mark.parametrize("key", ["parent", "carer"])
def test_another_familys_child_does_not_exist(cast: Cast, key: str) -> None:
    assert cast.signed_in(key).get(f"/home/children/{cast.child_id(OTHER_CHILD)}/readers").status_code == 404
