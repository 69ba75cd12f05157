"""A broken instance is refused by the name of the field, with what to write there instead."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from portal.core.errors import Refused
from portal.duty.solver.reading import read_file, read_instance
from tests.duty.instances import sample

Change = Callable[[Any], object]

BROKEN: dict[str, tuple[str, str, Change]] = {
    "no people": ("people", "missing", lambda top: top.pop("people")),
    "no shifts": ("shifts", "missing", lambda top: top.pop("shifts")),
    "no rules": ("rules", "missing", lambda top: top.pop("rules")),
    "people as an object": ("people", "a list", lambda top: top.update(people={"T01": {}})),
    "a person as a text": ("people[0]", "an object", lambda top: top["people"].insert(0, "T99")),
    "a person without a limit": ("people[3].max_shifts", "missing", lambda top: top["people"][3].pop("max_shifts")),
    "half a shift as a limit": ("people[0].max_shifts", "a whole number", lambda top: top["people"][0].update(max_shifts=2.5)),
    "a limit below nothing": ("people[0].max_shifts", "a whole number from 0", lambda top: top["people"][0].update(max_shifts=-1)),
    "a limit that is true": ("people[0].max_shifts", "a whole number", lambda top: top["people"][0].update(max_shifts=True)),
    "a load in words": ("people[1].carried", "a number", lambda top: top["people"][1].update(carried="zwei")),
    "a load that is no number": ("people[1].carried", "a number", lambda top: top["people"][1].update(carried=float("nan"))),
    "an endless load": ("people[1].carried", "a number", lambda top: top["people"][1].update(carried=float("inf"))),
    "a load beyond all sense": ("people[1].carried", "a number", lambda top: top["people"][1].update(carried=10**400)),
    "an impossible day": (
        "people[0].unavailable[0]",
        "a day such as",
        lambda top: top["people"][0].update(unavailable=["2026-02-30"]),
    ),
    "a day without dashes": ("shifts[0].date", "a day such as", lambda top: top["shifts"][0].update(date="20260905")),
    "an empty id": ("shifts[0].id", "a text", lambda top: top["shifts"][0].update(id=" ")),
    "an id of two lines": ("shifts[0].id", "a text", lambda top: top["shifts"][0].update(id="a\nb")),
    "a negative weight": ("shifts[2].weight", "a number from 0", lambda top: top["shifts"][2].update(weight=-1)),
    "two people of one id": ("people[1].id", "its own id", lambda top: top["people"][1].update(id="T01")),
    "two shifts of one id": ("shifts[1].id", "its own id", lambda top: top["shifts"][1].update(id=top["shifts"][0]["id"])),
    "weekends of two kinds": ("shifts", "the same way", lambda top: top["shifts"][1].update(weekend=36)),
    "a rule in words": (
        "rules.one_shift_per_weekend",
        "true or false",
        lambda top: top["rules"].update(one_shift_per_weekend="yes"),
    ),
    "a gap of minus one": ("rules.min_gap_weekends", "a whole number from 0", lambda top: top["rules"].update(min_gap_weekends=-1)),
    "a lock of no shift": ("locked.S99", "no such shift", lambda top: top.update(locked={"S99": "T01"})),
    "a lock for nobody": (
        "locked.2026-09-05/leader/0",
        "an id from people",
        lambda top: top.update(locked={"2026-09-05/leader/0": "T99"}),
    ),
    "a wish for a Monday in words": (
        "people[0].wishes.Monday",
        "a day such as",
        lambda top: top["people"][0].update(wishes={"Monday": 1}),
    ),
    "a wish beyond measure": (
        "people[0].wishes.2026-09-05",
        "a whole number from -5 to 5",
        lambda top: top["people"][0].update(wishes={"2026-09-05": 99}),
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_the_field_and_the_remedy_are_named(case: str) -> None:
    field, remedy, change = BROKEN[case]
    instance = copy.deepcopy(sample("roster_1.json"))
    change(instance)
    with pytest.raises(Refused) as refused:
        read_instance(instance)
    assert refused.value.field == field
    assert field in str(refused.value)
    assert remedy in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("content", [[], "roster", 5, None])
def test_what_is_no_object_is_no_instance(content: object) -> None:
    with pytest.raises(Refused, match="an object in braces"):
        read_instance(content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1"),
        (b'{"people": [\n{"id": "T01",}', "line 2"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"people": ' + b"9" * 5_000 + b"}", "endless number"),
    ],
)
def test_a_file_that_is_no_json_says_where(tmp_path: Path, content: bytes, words: str) -> None:
    (tmp_path / "instance.json").write_bytes(content)
    with pytest.raises(Refused, match=words):
        read_file(tmp_path / "instance.json")


def test_a_missing_file_and_a_folder_are_told_in_words(tmp_path: Path) -> None:
    for path in (tmp_path / "nothing.json", tmp_path):
        with pytest.raises(Refused, match="cannot be opened"):
            read_file(path)


def test_unknown_fields_are_left_alone_and_numbers_are_read_as_written() -> None:
    instance = sample("roster_1.json")
    instance["people"][0] |= {"name": "周老师", "carried": 0.1}
    read = read_instance(instance)
    assert read.grid.per_unit == 10
    assert read.carried[0] == 1


def test_nobody_and_nothing_is_an_instance_too() -> None:
    read = read_instance({"people": [], "shifts": [], "rules": {"one_shift_per_weekend": True, "min_gap_weekends": 0}})
    assert not read.people
    assert not read.shifts
