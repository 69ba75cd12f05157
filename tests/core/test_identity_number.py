"""Identity numbers: the check digit, what they say, and how people type them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core import identity_number


def made(area: str = "509901", day: str = "20190911", order: str = "348") -> str:
    """An invented number with its right check character."""
    first = f"{area}{day}{order}"
    return first + identity_number.check_character(first)


def test_the_sample_of_the_standard_is_valid() -> None:
    assert identity_number.is_valid("11010519491231002X")


@given(st.integers(1, 9), st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.integers(0, 999))
def test_every_number_made_right_is_valid_and_says_its_day_and_sex(area: int, day: date, order: int) -> None:
    number = made(f"50990{area}", day.strftime("%Y%m%d"), f"{order:03d}")
    assert identity_number.is_valid(number)
    assert identity_number.birth_date(number) == day
    assert identity_number.sex(number) == ("1" if order % 2 else "2")


@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(place: int, change: int) -> None:
    number = made()
    wrong = number[:place] + str((int(number[place]) + change) % 10) + number[place + 1 :]
    assert not identity_number.is_valid(wrong)


@pytest.mark.parametrize("prefix", ["810000", "820000", "830000"])
def test_residence_permits_of_hong_kong_macao_and_taiwan_are_valid(prefix: str) -> None:
    assert identity_number.is_valid(made(prefix))


@pytest.mark.parametrize(
    "number", ["", "50990120190911348", made() + "0", "50990120190230348X", "五" * 18, "509901201909113" + "X1X"]
)
def test_what_is_no_number_is_not_valid(number: str) -> None:
    assert not identity_number.is_valid(number)


@pytest.mark.parametrize(
    "typed",
    [
        "11010519491231002x",
        "'11010519491231002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        " 110105 19491231 002X\u3000",
        "110105-19491231-002X",
    ],
)
def test_what_people_type_is_put_right(typed: str) -> None:
    assert identity_number.normalised(typed) == "11010519491231002X"


@given(st.text(max_size=30))
def test_putting_right_twice_changes_nothing(text: str) -> None:
    once = identity_number.normalised(text)
    assert identity_number.normalised(once) == once
