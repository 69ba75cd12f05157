"""A definition with a mistake is refused with a sentence that says where it stands and what to do."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portal.screening.scales.flaws import BrokenDefinition, Problem
from portal.screening.scales.library import FOLDER, UnknownScale, scale
from portal.screening.scales.reading import read_scale
from portal.screening.words import FLAWS, all_told

Change = Callable[[dict[str, Any]], object]


def broken(folder: Path, change: Change, name: str = "sdq_self") -> BrokenDefinition:
    """What is said about a shipped key after one change."""
    raw = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    change(raw)
    return refused(folder, json.dumps(raw, ensure_ascii=False, indent=1), name)


def refused(folder: Path, text: str, name: str = "sdq_self") -> BrokenDefinition:
    file = folder / f"{name}.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenDefinition) as raised:
        read_scale(file)
    return raised.value


def band(raw: dict[str, Any], number: int) -> dict[str, Any]:
    found: dict[str, Any] = raw["bands"]["total"][number]
    return found


CHANGES: list[tuple[Problem, str, Change]] = [
    (Problem.MISSING_FIELD, "", lambda raw: raw.pop("licence")),
    (Problem.MISSING_FIELD, "/bands/total/0", lambda raw: band(raw, 0).pop("attention")),
    (Problem.UNKNOWN_FIELD, "/band", lambda raw: raw.update(band={})),
    (Problem.WRONG_TYPE, "/items_count", lambda raw: raw.update(items_count="25")),
    (Problem.NOT_ONE_OF, "/missing/rule", lambda raw: raw["missing"].update(rule="mean")),
    (Problem.OUT_OF_LIMITS, "/bands/total/0/attention", lambda raw: band(raw, 0).update(attention=4)),
    (Problem.EMPTY, "/names/zh", lambda raw: raw["names"].update(zh="")),
    (Problem.TWICE, "/reverse_items", lambda raw: raw.update(reverse_items=[7, 7])),
    (Problem.BAD_NAME, "/bands/total/0/key", lambda raw: band(raw, 0).update(key="Normal!")),
    (Problem.ID_DIFFERS, "/id", lambda raw: raw.update(id="sdq_pupil")),
    (Problem.NO_SUCH_ITEM, "/reverse_items/0", lambda raw: raw.update(reverse_items=[26])),
    (Problem.NO_SUCH_ITEM, "/subscales/peer/items/4", lambda raw: raw["subscales"]["peer"]["items"].__setitem__(4, 99)),
    (Problem.SAME_VALUE, "/options/1/value", lambda raw: raw["options"][2].update(value=1)),
    (Problem.NAME_TAKEN, "/derived/peer", lambda raw: raw["derived"].update(peer=raw["derived"]["externalising"])),
    (Problem.NO_SUCH_SCORE, "/total/subscales/0", lambda raw: raw["total"]["subscales"].__setitem__(0, "emotions")),
    (Problem.NO_SUCH_SCORE, "/bands/sum", lambda raw: raw["bands"].update(sum=raw["bands"]["peer"])),
    (Problem.NO_SUCH_SCORE, "/cutoffs/0/score", lambda raw: raw["cutoffs"][0].update(score="sum")),
    (Problem.FORMULA, "/derived/externalising/formula", lambda raw: raw["derived"]["externalising"].update(formula="total/2")),
    (
        Problem.NO_SUCH_SCORE,
        "/derived/externalising/formula",
        lambda raw: raw["derived"]["externalising"].update(formula="conduct+temper"),
    ),
    (Problem.TOTAL_SOURCE, "/total", lambda raw: raw["total"].update(items="all")),
    (Problem.SHARED_TABLE, "/bands/peer", lambda raw: raw["bands"].update(peer="nowhere")),
    (Problem.BAND_BOUND, "/bands/total/0", lambda raw: band(raw, 0).pop("max")),
    (Problem.BAND_BACKWARDS, "/bands/total/0", lambda raw: band(raw, 0).update(max=-1)),
    (Problem.BAND_START, "/bands/total/0/min", lambda raw: band(raw, 0).update(min=1)),
    (Problem.BAND_GAP, "/bands/total/1/min", lambda raw: band(raw, 1).update(min=16)),
    (Problem.BAND_OVERLAP, "/bands/total/1/min", lambda raw: band(raw, 0).update(max=15)),
    (Problem.BAND_END, "/bands/total/2", lambda raw: band(raw, 2).update(max=39)),
    (Problem.BAND_TWICE, "/bands/total/1/key", lambda raw: band(raw, 1).update(key="normal")),
    (Problem.CUTOFF_FORM, "/cutoffs/0", lambda raw: raw["cutoffs"][0].pop("band")),
    (Problem.NO_SUCH_BAND, "/cutoffs/0/band", lambda raw: raw["cutoffs"][0].update(band="high")),
    (Problem.MISSING_LIMIT, "/missing", lambda raw: raw["missing"].update(max_missing_per_subscale=5)),
    (Problem.BAND_END, "/variants/uk_3_bands/bands/total/2", lambda raw: uk(raw)[2].update(max=41)),
]


def uk(raw: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = raw["variants"]["uk_3_bands"]["bands"]["total"]
    return found


@pytest.mark.parametrize(("problem", "place", "change"), CHANGES, ids=lambda part: getattr(part, "value", None))
def test_a_mistake_is_told_with_its_place_and_a_remedy(tmp_path: Path, problem: Problem, place: str, change: Change) -> None:
    found = broken(tmp_path, change)
    assert (problem, place) in [(flaw.problem, flaw.place) for flaw in found.flaws]
    for sentence in all_told(found):
        where, _, words = sentence.partition(": ")
        assert where.startswith("sdq_self.json, line ")
        assert words.count(".") >= 1, "what was found, then what to do"
        assert "%(" not in sentence


@pytest.mark.parametrize(
    ("name", "problem", "place", "change"),
    [
        ("phq9", Problem.FLAG_NEVER, "/red_flags/0", lambda raw: raw["red_flags"][0].update(value=4)),
        ("phq9", Problem.RISK_UNWATCHED, "/red_flags/0", lambda raw: raw.update(risk_items=[])),
        ("phq9", Problem.RISK_UNFLAGGED, "/risk_items/1", lambda raw: raw.update(risk_items=[9, 1])),
        ("phq9", Problem.MISSING_NEEDS_SUBSCALES, "/missing/rule", lambda raw: raw["missing"].update(rule="prorate_subscale")),
        ("mht", Problem.MISSING_LIMIT, "/missing/max_missing", lambda raw: raw["missing"].update(max_missing=2)),
        (
            "mssmhs",
            Problem.BAND_NEEDS_BELOW,
            "/bands/total/0/max",
            lambda raw: (band(raw, 0).pop("below"), band(raw, 0).update(max=2)),
        ),
        ("weekly_checkin", Problem.CHECK_IN_CLINICAL, "/risk_items", lambda raw: raw.update(risk_items=[8])),
    ],
)
def test_mistakes_of_other_kinds_of_scale_are_told_too(
    tmp_path: Path, name: str, problem: Problem, place: str, change: Change
) -> None:
    assert (problem, place) in [(flaw.problem, flaw.place) for flaw in broken(tmp_path, change, name).flaws]


def test_the_line_is_the_line_of_the_value(tmp_path: Path) -> None:
    text = (FOLDER / "phq9.json").read_text(encoding="utf-8")
    wrong = text.replace('"min": 5, "max": 9', '"min": 6, "max": 9')
    line = next(number for number, row in enumerate(wrong.splitlines(), start=1) if '"min": 6, "max": 9' in row)
    [sentence] = all_told(refused(tmp_path, wrong, "phq9"))
    assert sentence == (
        f"phq9.json, line {line} (/bands/total/1/min): Between “minimal” and “mild” lies a gap. "
        "Begin “mild” with 5, or let “minimal” end later."
    )


def test_a_text_that_is_no_json_is_told_by_line_and_column(tmp_path: Path) -> None:
    [flaw] = refused(tmp_path, '{\n "id": "phq9"\n "version": 1\n}', "phq9").flaws
    assert (flaw.problem, flaw.line, flaw.detail["column"]) == (Problem.NOT_JSON, 3, 2)


def test_a_name_written_twice_is_told_though_json_would_drop_one(tmp_path: Path) -> None:
    text = (
        (FOLDER / "phq9.json").read_text(encoding="utf-8").replace('"risk_items": [9],', '"risk_items": [9],\n  "risk_items": [],')
    )
    found = refused(tmp_path, text, "phq9")
    line = text.splitlines().index('  "risk_items": [],') + 1
    assert (Problem.REPEATED, "/risk_items", line) in [(flaw.problem, flaw.place, flaw.line) for flaw in found.flaws]


def test_a_file_of_other_characters_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "k6.json").write_bytes("{“一”".encode("gb18030"))
    with pytest.raises(BrokenDefinition) as raised:
        read_scale(tmp_path / "k6.json")
    assert all_told(raised.value) == ["k6.json, line 1: The characters cannot be read. Save the file as UTF-8."]


def test_every_flaw_of_a_file_is_told_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    def change(raw: dict[str, Any]) -> None:
        band(raw, 0).update(min=1)
        raw.update(reverse_items=[30, 31])

    found = broken(tmp_path, change)
    assert len(found.flaws) >= 3
    assert [flaw.line for flaw in found.flaws] == sorted(flaw.line for flaw in found.flaws)


def test_every_problem_has_its_sentence() -> None:
    assert set(FLAWS) == set(Problem)


def test_an_unknown_scale_or_variant_lists_the_known() -> None:
    with pytest.raises(UnknownScale, match="phq9, phqa"):
        scale("phq")
    with pytest.raises(UnknownScale, match="cutoff_11"):
        scale("phq9", "cutoff_12")
