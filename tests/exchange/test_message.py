"""The reader lets through exactly what the published schema lets through, whatever is done to a return."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from portal.exchange.message import read_message
from portal.exchange.reading import Unreadable
from portal.summaries.definitions import FOLDER
from tests.exchange.sample import message

SCHEMA = Draft202012Validator(json.loads((FOLDER / "return.schema.json").read_text("utf-8")))
ODD = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 3), st.floats(allow_nan=False), st.text(max_size=3), st.just([]), st.just({})
)


def places(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The way to every value inside."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(place for name, each in inner for place in places(each, (*way, name)))]


def test_a_return_is_read_into_plain_values() -> None:
    found = read_message(message())
    assert (found.kind, found.period, found.version) == ("left_behind_monthly", "2026-10", 1)
    assert found.figures["left_behind"].cells["3", "male", "*"] == 6
    assert found.figures["dropped_out"].total is None
    SCHEMA.validate(message())


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_whatever_is_changed_the_reader_takes_nothing_the_schema_refuses(data: st.DataObject) -> None:
    changed = copy.deepcopy(message())
    way = data.draw(st.sampled_from([place for place in places(changed) if place]))
    holder = changed
    for step in way[:-1]:
        holder = holder[step]
    act = data.draw(st.sampled_from(["put", "drop", "add"]))
    if act == "put":
        holder[way[-1]] = data.draw(ODD)
    elif act == "drop":
        del holder[way[-1]]
    elif isinstance(holder, dict):
        holder["more"] = data.draw(ODD)
    assert SCHEMA.is_valid(changed) or not readable(changed), changed


def readable(raw: Any) -> bool:
    try:
        read_message(raw)
    except Unreadable:
        return False
    return True


@pytest.mark.parametrize("raw", [None, [], "", 7, {}, {"shape": "shouwang/return/1"}])
def test_what_is_no_return_is_told(raw: Any) -> None:
    with pytest.raises(Unreadable, match="message"):
        read_message(raw)


def test_an_indicator_or_a_cell_said_twice_is_refused() -> None:
    said = message()
    said["figures"].append(copy.deepcopy(said["figures"][0]))
    with pytest.raises(Unreadable, match=r"figures\[5\]"):
        read_message(said)
