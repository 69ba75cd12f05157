"""Telephone numbers: mobiles and landlines, as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import telephone


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("19957217953", "19957217953"),
        ("199-5721 7953", "19957217953"),
        ("１３９５８１４８６８７", "13958148687"),
        ("+86 139 5814 8687", "13958148687"),
        ("008613958148687", "13958148687"),
        ("8613958148687", "13958148687"),
        ("'13958148687", "13958148687"),
        ("023-42200000", "023-42200000"),
        ("（023）4220 0000", "023-42200000"),
        ("0830-2200000", "0830-2200000"),
        ("01062200000", "010-62200000"),
    ],
)
def test_a_number_is_known_however_it_is_typed(typed: str, number: str) -> None:
    assert telephone.normalised(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "1380013800", "138001380000", "12345678901", "023-1234", "42200000", "同上", "电话没有", "无"]
)
def test_what_cannot_be_called_is_no_number(typed: str) -> None:
    assert telephone.normalised(typed) is None


@given(st.one_of(st.text(max_size=20), st.from_regex(r"(\+86)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}", fullmatch=True)))
def test_putting_right_twice_changes_nothing(text: str) -> None:
    once = telephone.normalised(text)
    assert once is None or telephone.normalised(once) == once


def test_only_mobiles_take_messages() -> None:
    assert telephone.is_mobile("13958148687")
    assert not telephone.is_mobile("023-42200000")


def test_a_masked_number_cannot_be_called() -> None:
    assert telephone.masked("13958148687") == "139****8687"
    assert telephone.masked("1234567") == "****"
