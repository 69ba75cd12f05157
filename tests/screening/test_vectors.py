"""Answers with their published results: every field of every sheet comes out as written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from portal.screening.scales.library import known_ids
from portal.screening.scoring.key import key_of
from portal.screening.scoring.sheet import score

FILES = sorted((Path(__file__).parent / "vectors").glob("*.json"))


def vectors(file: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))["vectors"]
    return found


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name.split(".")[0])
def test_every_vector_comes_out_as_published(file: Path) -> None:
    key = key_of(file.name.split(".")[0])
    for vector in vectors(file):
        answers = {int(item): answer for item, answer in vector["answers"].items()}
        # Compared as text, so that 5.0 stays 5.0 and fields keep their order.
        assert json.dumps(score(key, answers).as_object()) == json.dumps(vector["expected"]), vector["id"]


def test_every_shipped_scale_but_the_own_check_in_has_vectors() -> None:
    assert {file.name.split(".")[0] for file in FILES} == set(known_ids()) - {"weekly_checkin"}


def test_the_vectors_are_there_in_number() -> None:
    assert sum(len(vectors(file)) for file in FILES) >= 453
