"""Wording comes from the school, item by item, and fits its key."""

from __future__ import annotations

import io

import pytest

from portal.core.errors import Refused
from portal.screening.scales.definition import Nature
from portal.screening.scales.library import scale
from portal.screening.text_packs.pack import LANGUAGES, TextPack
from portal.screening.text_packs.reading import read_pack, shipped

SIX = "\n".join(f"{item},wording {item}" for item in range(1, 7))


def read(text: str, name: str = "k6") -> TextPack:
    return read_pack(io.BytesIO(text.encode()), "pack.csv", scale(name), "en")


def refusal(text: str, name: str = "k6") -> str:
    with pytest.raises(Refused) as raised:
        read(text, name)
    return str(raised.value)


@pytest.mark.parametrize("text", [SIX, f"item,wording\n{SIX}", f"\n题号,题目\n\n{SIX}\n,\n", f"{SIX}\n".replace(",", "\t")])
def test_two_columns_are_read_with_or_without_a_heading(text: str) -> None:
    pack = read(text)
    assert pack.wordings == {item: f"wording {item}" for item in range(1, 7)}
    assert (pack.scale, pack.language, pack.intro) == ("k6", "en", "")


def test_an_introduction_stands_beside_the_items() -> None:
    assert read(f"intro,How were the past 30 days?\n{SIX}").intro == "How were the past 30 days?"


def test_missing_extra_repeated_and_wordless_items_are_all_named() -> None:
    words = refusal("1,a\n2,b\n2,c\n3,\n5,e\n6,f\n7,g\n9,h")
    assert "items 1 to 6" in words
    assert "No wording: 3, 4." in words
    assert "Not of this scale: 7, 9." in words
    assert "There twice: 2." in words


@pytest.mark.parametrize(
    ("text", "said"), [("a,b\n" + SIX, "Row 1: “a”"), ("1,a,b\n", "Row 1 has more than two"), (SIX + "\n1.5,x", "Row 7: “1.5”")]
)
def test_a_sheet_of_another_shape_is_refused(text: str, said: str) -> None:
    assert said in refusal(text)


def test_a_scale_that_may_only_be_imported_takes_no_wording() -> None:
    assert "may not be answered on line" in refusal(SIX, "sdq_self")


def test_a_new_wording_is_a_new_version_and_the_same_wording_is_not() -> None:
    first, again, other = read(SIX), read(f"item,wording\n{SIX}"), read(SIX.replace("wording 4", "other words"))
    assert first.is_new_after(None)
    assert not again.is_new_after(first)
    assert other.is_new_after(first)
    assert len({first.fingerprint, other.fingerprint}) == 2


def test_the_own_check_in_comes_with_words_in_both_languages_and_says_that_it_is_no_scale() -> None:
    check_in = scale("weekly_checkin")
    assert check_in.nature is Nature.CHECK_IN
    assert "不是心理量表" in check_in.purpose.zh
    assert not check_in.risk_items
    assert [flag.level.value for flag in check_in.red_flags] == ["soft"]
    for language in LANGUAGES:
        pack = shipped(check_in, language)
        assert pack is not None
        assert pack.intro
    assert shipped(scale("phq9"), "zh") is None
