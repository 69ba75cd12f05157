"""Rules of single scales that the vectors touch too rarely, and the edges of rounding."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from portal.screening.scales.definition import Method, Missing, MissingRule, Part
from portal.screening.scales.library import scale
from portal.screening.scoring.attention import suggested
from portal.screening.scoring.coding import UnknownCoding, codings, recoded, shift
from portal.screening.scoring.key import Key, key_of
from portal.screening.scoring.numbers import half_up, shown
from portal.screening.scoring.result import Status
from portal.screening.scoring.sheet import score
from tests.screening.sheets import filled


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"), [(5, 2, 3), (25, 10, 3), (7, 2, 4), (24, 10, 2), (-5, 2, -2), (0, 3, 0)]
)
def test_halves_are_rounded_upward(numerator: int, denominator: int, whole: int) -> None:
    assert half_up(numerator, denominator) == whole


@pytest.mark.parametrize(
    ("mean", "expected"),
    [(Fraction(201, 200), 1.01), (Fraction(9, 8), 1.13), (Fraction(119, 60), 1.98), (Fraction(5, 1), 5.0), (Fraction(1, 3), 0.33)],
)
def test_means_are_shown_with_two_decimals_and_halves_upward(mean: Fraction, expected: float) -> None:
    assert shown(mean) == expected


def test_a_mean_just_under_a_bound_stays_in_the_lower_band_though_it_is_shown_rounded_up() -> None:
    long_one = replace(
        scale("mssmhs"),
        items_count=400,
        subscales={"many": Part(scale("mssmhs").names, tuple(range(1, 401)), Method.MEAN)},
        bands={"many": scale("mssmhs").bands["total"]},
        red_flags=(),
    )
    result = score(Key(long_one), filled(long_one, 2, i1=1))
    assert result.subscales["many"] == 2.0
    assert result.bands["many"] == "none"


def test_a_prorated_sum_of_a_half_goes_up() -> None:
    # Four answered items of a five-item subscale: 3 * 5 / 4 = 3.75 is 4, and 2 * 5 / 4 = 2.5 is 3.
    sdq = scale("sdq_self")
    result = score(key_of("sdq_self"), filled(sdq, 0, i3=None, i8=1, i13=1))
    assert result.subscales["emotional"] == 3
    assert result.status is Status.PRORATED


def test_a_blank_reversed_item_counts_as_nothing_when_blanks_are_nought() -> None:
    odd = replace(scale("psc17"), reverse_items=(1,))
    result = score(Key(odd), filled(odd, 0, i1=None))
    assert (result.status, result.total) == (Status.BLANK_AS_ZERO, 0)


def test_one_blank_subscale_of_a_prorated_scale_is_unknown_and_so_is_the_total_over_it() -> None:
    sdq = scale("sdq_parent")
    result = score(key_of("sdq_parent"), filled(sdq, 1, i3=None, i8=None, i13=None))
    assert (result.status, result.total) == (Status.INCOMPLETE, None)
    assert result.subscales["emotional"] is None
    assert result.bands["emotional"] is None
    assert result.derived == {"externalising": 10, "internalising": None}


def test_a_failed_validity_scale_keeps_scores_bands_and_flags_but_reaches_no_cutoff() -> None:
    mht = scale("mht")
    result = score(key_of("mht"), filled(mht, 1))
    assert result.status is Status.VALIDITY_FAILED
    assert result.total == 90
    assert result.bands["total"] == "high"
    assert result.flags == ("instant:85", "instant:97", "soft:89")
    assert not result.reaches_cutoff


def test_cutoffs_are_reached_by_a_total_a_subscale_or_a_band() -> None:
    assert score(key_of("gad7"), filled(scale("gad7"), 2)).reaches_cutoff
    assert not score(key_of("gad7"), filled(scale("gad7"), 1)).reaches_cutoff
    one_factor = {f"i{item}": 2 for item in scale("mssmhs").subscales["anxiety"].items}
    assert score(key_of("mssmhs"), filled(scale("mssmhs"), 1, **one_factor)).reaches_cutoff
    assert score(key_of("sdq_teacher"), filled(scale("sdq_teacher"), 2)).reaches_cutoff


def test_a_decimal_answer_equal_to_an_option_is_that_option_and_any_other_is_rejected() -> None:
    assert score(key_of("k6"), {**filled(scale("k6"), 1), 1: 1.0}) == score(key_of("k6"), filled(scale("k6"), 1))
    assert score(key_of("k6"), {**filled(scale("k6"), 1), 1: 1.5}).errors == ("out_of_range:1",)


def test_an_item_of_another_scale_is_an_error_of_the_program() -> None:
    with pytest.raises(ValueError, match="1 to 6"):
        score(key_of("k6"), {7: 1})


def test_variants_replace_what_they_name_and_nothing_else() -> None:
    rses = scale("rses")
    item_8_high = filled(rses, 1, i8=4)
    assert score(key_of("rses"), item_8_high).total == 22
    assert score(key_of("rses", "item8_positive"), item_8_high).total == 28 - 3
    assert scale("rses", "item8_positive").bands == rses.bands
    fifteen = filled(scale("cesdc"), 0, i4=3, i8=3, i12=3, i16=0, i1=3, i2=3, i3=3, i5=3)
    assert score(key_of("cesdc"), fifteen).bands == {"total": "below"}
    assert score(key_of("cesdc", "cutoff_15"), fifteen).bands == {"total": "positive"}


def test_answers_in_another_coding_are_moved_and_an_unknown_coding_lists_the_known() -> None:
    k10 = scale("k10")
    assert codings(k10) == ["1-5", "0-4"]
    assert shift(k10, "0-4") == 1
    assert recoded(filled(k10, 0, i3=None), 1) == filled(k10, 1, i3=None)
    assert shift(k10, "1-5") == shift(k10) == 0
    with pytest.raises(UnknownCoding, match="1-5, 0-4"):
        shift(k10, "1-6")


def test_a_mean_is_prorated_over_what_is_answered() -> None:
    gentle = replace(scale("mssmhs"), missing=Missing(MissingRule.PRORATE_MEAN, 5, "test"))
    result = score(Key(gentle), filled(gentle, 2, i3=None, i10=5))
    assert result.status is Status.PRORATED
    assert result.subscales["obsession"] == 2.6


def test_attention_is_a_suggestion_from_bands_and_flags() -> None:
    phq9, mht, psc17 = scale("phq9"), scale("mht"), scale("psc17")
    assert suggested(phq9, score(key_of("phq9"), filled(phq9, 0))) == 0
    assert suggested(phq9, score(key_of("phq9"), filled(phq9, 0, i9=1))) == 3
    assert suggested(phq9, score(key_of("phq9"), filled(phq9, 0, i9=None))) == 1
    assert suggested(phq9, score(key_of("phq9"), filled(phq9, 1, i9=None))) == 2
    assert suggested(psc17, score(key_of("psc17"), filled(psc17, 0, i6=2))) == 1
    lying = filled(mht, 0, **{f"i{item}": 1 for item in mht.validity["lie"].items}, **{f"i{item}": 1 for item in range(1, 81)})
    assert suggested(mht, score(key_of("mht"), lying)) == 0
    one_subscale = filled(mht, 0, **{f"i{item}": 1 for item in range(1, 16)})
    assert suggested(mht, score(key_of("mht"), one_subscale)) == 1
