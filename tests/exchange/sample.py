"""A small return of an invented school, and its key."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.core import clock
from portal.exchange.letters import letter, new_number
from portal.exchange.signing import SigningKey

SCHOOL = "2150999001"
WORDS = {"zh": "数", "en": "number"}


def figure(name: str, total: int | None, cells: Mapping[tuple[str, str, str], int | None] | None = None) -> dict[str, Any]:
    listed = [
        dict(zip(("grade", "sex", "boarding", "count"), (*cell, count), strict=True)) for cell, count in (cells or {}).items()
    ]
    return {
        "indicator": name, "name": WORDS, "definition": WORDS, "left_behind_definition": "A", "denominator": None, "unit": "child",
        "written_in_by_hand": False, "source": None, "total": total, "cells": listed,
    }  # fmt: skip


def message(code: str = SCHOOL, version: int = 1, period: str = "2026-10", **changed: Any) -> dict[str, Any]:
    """A signed return whose figures balance."""
    cells = {("3", "*", "*"): 12, ("4", "*", "*"): 18, ("3", "male", "*"): 6, ("3", "female", "*"): 6}
    whole = {
        "shape": "shouwang/return/1", "school": {"code": code, "name": "青溪镇中心学校", "district": "500112"},
        "return": "left_behind_monthly", "period": period, "version": version, "left_behind_definition": "A",
        "cut_off": f"{period}-28", "state": "signed", "threshold": 5, "zero_return": False,
        "figures": [figure("enrolled", 120), figure("left_behind", 30, cells), figure("both_away", 21), figure("one_away", 9),
                    figure("dropped_out", None)],
        "explanations": [], "changes": [],
        "signatures": [{"act": "signed", "name": "罗安民", "at": "2026-11-02T10:00:00+08:00"}], "digest": "a" * 64,
    }  # fmt: skip
    return whole | changed


def sealed(
    key: SigningKey, said: dict[str, Any] | None = None, *, number: str | None = None, sender: str = SCHOOL
) -> dict[str, Any]:
    """A letter signed by this key, now."""
    return letter(said or message(sender), number or new_number(), sender, clock.now(), key)
