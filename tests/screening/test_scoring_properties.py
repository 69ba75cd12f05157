"""What holds for every scale and every sheet."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from portal.screening.scales.definition import COMPARISONS, MissingRule, Scale
from portal.screening.scales.library import scale
from portal.screening.scoring.attention import suggested
from portal.screening.scoring.key import Key, key_of
from portal.screening.scoring.result import Status
from portal.screening.scoring.sheet import score
from tests.screening.sheets import ANY, FULL, MANY, Drawn

REPAIRED = {Status.PRORATED, Status.BLANK_AS_ZERO}


def expected_flags(of: Scale, answers: dict[int, int | None]) -> list[str]:
    options = {option.value for option in of.options}
    known = {item: value for item, value in answers.items() if value in options}
    raised = [flag for flag in of.red_flags if flag.item in known and COMPARISONS[flag.op](known[flag.item] or 0, flag.value)]
    blank = [f"risk_item_missing:{item}" for item in of.risk_items if item not in known]
    return sorted({f"{flag.level.value}:{flag.item}" for flag in raised} | set(blank))


@MANY
@given(ANY, st.integers())
def test_the_order_of_the_answers_does_not_matter(drawn: Drawn, seed: int) -> None:
    name, answers = drawn
    items = list(answers)
    Random(seed).shuffle(items)  # noqa: S311  no secret
    assert score(key_of(name), {item: answers[item] for item in items}) == score(key_of(name), answers)


@MANY
@given(ANY)
def test_a_blank_is_the_same_whether_it_is_written_or_left_out(drawn: Drawn) -> None:
    name, answers = drawn
    without = {item: value for item, value in answers.items() if value is not None}
    assert score(key_of(name), without) == score(key_of(name), answers)


@MANY
@given(ANY)
def test_flags_are_told_in_every_status(drawn: Drawn) -> None:
    name, answers = drawn
    result = score(key_of(name), answers)
    assert list(result.flags) == expected_flags(scale(name), answers)
    assert result.as_object()["flags"] == list(result.flags)


@MANY
@given(ANY)
def test_a_sheet_is_rejected_exactly_when_an_answer_is_none_of_the_options(drawn: Drawn) -> None:
    name, answers = drawn
    options = {option.value for option in scale(name).options}
    outside = sorted(item for item, value in answers.items() if value is not None and value not in options)
    result = score(key_of(name), answers)
    assert (result.status is Status.REJECTED) == bool(outside)
    assert list(result.errors) == [f"out_of_range:{item}" for item in outside]


@MANY
@given(FULL)
def test_every_full_sheet_is_scored_and_every_score_falls_into_a_band(drawn: Drawn) -> None:
    name, answers = drawn
    result = score(key_of(name), answers)
    assert result.status in {Status.OK, Status.VALIDITY_FAILED}
    assert result.missing == 0
    assert result.total is not None
    tables = scale(name).bands
    assert list(result.bands) == list(tables)
    assert all(band in {each.key for each in tables[banded]} for banded, band in result.bands.items())


@MANY
@given(FULL)
def test_turning_every_answer_round_is_the_same_as_turning_the_reversal_round(drawn: Drawn) -> None:
    name, answers = drawn
    of = scale(name)
    turned = {item: of.lowest + of.highest - (value or 0) for item, value in answers.items()}
    others = tuple(item for item in range(1, of.items_count + 1) if item not in of.reverse_items)
    first, second = score(key_of(name), answers), score(Key(replace(of, reverse_items=others)), turned)
    assert (first.total, first.subscales) == (second.total, second.subscales)


@MANY
@given(FULL, st.integers(0))
def test_one_step_up_on_an_item_moves_the_total_up_or_for_a_reversed_item_down(drawn: Drawn, number: int) -> None:
    name, answers = drawn
    of = scale(name)
    steps = sorted(option.value for option in of.options)
    item = number % of.items_count + 1
    below = {**answers, item: steps[0]}
    before, after = score(key_of(name), below).total, score(key_of(name), {**answers, item: steps[1]}).total
    assert before is not None
    assert after is not None
    assert after <= before if item in of.reverse_items else after >= before


@MANY
@given(FULL, st.sets(st.integers(0, 99), min_size=1))
def test_blanks_decide_the_status_by_the_rule_of_the_scale(drawn: Drawn, numbers: set[int]) -> None:
    name, answers = drawn
    of = scale(name)
    blanks = {number % of.items_count + 1 for number in numbers}
    result = score(key_of(name), {item: None if item in blanks else value for item, value in answers.items()})
    assert result.missing == len(blanks)
    if of.missing.rule is MissingRule.PRORATE_SUBSCALE:
        counted = [of.subscales[part].items for part in of.total.subscales]
        assert (result.status is Status.INCOMPLETE) == any(len(blanks & set(items)) > of.missing.most for items in counted)
    else:
        assert (result.status is Status.INCOMPLETE) == (len(blanks) > of.missing.most)
    assert (result.total is None) == (result.status is Status.INCOMPLETE)
    assert result.status in {*REPAIRED, Status.INCOMPLETE}


@MANY
@given(ANY)
def test_attention_stays_between_nought_and_three_and_an_instant_flag_is_three(drawn: Drawn) -> None:
    name, answers = drawn
    result = score(key_of(name), answers)
    level = suggested(scale(name), result)
    assert 0 <= level <= 3
    if any(flag.startswith("instant:") for flag in result.flags):
        assert level == 3


@MANY
@given(ANY)
def test_a_result_is_plain_json(drawn: Drawn) -> None:
    name, answers = drawn
    found = score(key_of(name), answers).as_object()
    assert json.loads(json.dumps(found)) == found
