"""What the district's receiver bears: returns of many schools taken in, and its totals page.

    .venv/bin/python -m benchmarks.district [schools]

Prints seconds, returns a second, the totals page as a multiple of a Flask hello page, and memory, at 1 x, 4 x and 16 x.
"""

from __future__ import annotations

import gc
import json
import logging
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Flask

from benchmarks.pages import _cpu, _hello, _request
from portal.core import clock
from portal.core.blueprint import database
from portal.district import create_app
from portal.district.application import DistrictConfig
from portal.district.operations.operators import set_password
from portal.district.operations.receiving import receive
from portal.district.operations.schools import enrol
from portal.district.views import office
from portal.exchange.letters import letter, new_number
from portal.exchange.signing import SigningKey
from portal.summaries.definitions import return_forms

FORM = next(iter(return_forms().values()))
GRADES, SEXES, BOARDING = [str(grade) for grade in range(1, 7)], ("male", "female"), ("yes", "no")
WORDS = {"zh": "数", "en": "number"}
PERIOD = "2026-10"


def _cells(by: int) -> list[dict[str, Any]]:
    """All cells and margins of six grades, each inner one `by`."""
    found = []
    for grade in (*GRADES, "*"):
        for sex in (*SEXES, "*"):
            for boards in (*BOARDING, "*"):
                count = by * (6 if grade == "*" else 1) * (2 if sex == "*" else 1) * (2 if boards == "*" else 1)
                if (grade, sex, boards) != ("*", "*", "*"):
                    found.append({"grade": grade, "sex": sex, "boarding": boards, "count": count})
    return found


def _figure(indicator: str, by: int | None) -> dict[str, Any]:
    return {
        "indicator": indicator, "name": WORDS, "definition": WORDS, "left_behind_definition": None, "denominator": None,
        "unit": "child", "written_in_by_hand": False, "source": None, "total": None if by is None else 24 * by,
        "cells": [] if by is None else _cells(by),
    }  # fmt: skip


def _message(code: str, by: int) -> dict[str, Any]:
    sizes = {"enrolled": 30, "left_behind": 12, "both_away": 6, "one_away": 6}
    figures = [_figure(one.id, sizes[one.id] + by if one.id in sizes else None) for one in FORM.indicators]
    figures[1]["total"] = None
    return {
        "shape": "shouwang/return/1", "school": {"code": code, "name": f"学校{code}", "district": "500112"}, "return": FORM.id,
        "period": PERIOD, "version": 1, "left_behind_definition": "A", "cut_off": f"{PERIOD}-31", "state": "signed", "threshold": 5,
        "zero_return": False, "figures": figures, "explanations": [], "changes": [],
        "signatures": [{"act": "signed", "name": "校长", "at": "2026-11-02T10:00:00+08:00"}], "digest": None,
    }  # fmt: skip


def _letters(count: int) -> Iterator[tuple[str, SigningKey, bytes]]:
    for number in range(count):
        code, key = f"21{number:08d}", SigningKey.fresh()
        yield code, key, json.dumps(letter(_message(code, number % 7), new_number(), code, clock.now(), key)).encode()


def _measure(count: int) -> None:
    with TemporaryDirectory() as folder:
        app = create_app(DistrictConfig(Path(folder), f"sqlite:///{Path(folder, 'district.db').as_posix()}", argon2_memory_kib=8))
        with app.app_context():
            letters = list(_letters(count))
            with database().transaction(write=True):
                set_password("measurer", "measurer-2026")
                for code, key, _body in letters:
                    enrol(code, f"学校{code}", key.public.text, by="benchmark")
            taken, spent = _take_in([body for _code, _key, body in letters])
        page, hello = _totals(app), _cpu(_request(_hello(), "/", ""))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{count:>8}{taken:>8}{spent:>9.1f}{count / spent:>12.0f}{page:>12.2f}{page / hello:>10.1f}{memory:>8}")
        app.extensions["database"].engine.dispose()


def _take_in(bodies: list[bytes]) -> tuple[int, float]:
    begun, taken = time.perf_counter(), 0
    for body in bodies:
        with database().transaction(write=True):
            taken += receive(body, office()).status == 200
    return taken, time.perf_counter() - begun


def _totals(app: Flask) -> float:
    app.config["WTF_CSRF_ENABLED"] = False
    browser = app.test_client()
    browser.post("/sign-in", data={"name": "measurer", "password": "measurer-2026"})
    cookie = browser.get_cookie("district")
    return _cpu(_request(app, f"/totals?period={PERIOD}", f"district={cookie.value}" if cookie else ""))


def main(count: int) -> None:
    """Measure and print."""
    logging.disable(logging.CRITICAL)
    print(f"{'schools':>8}{'taken':>8}{'seconds':>9}{'a second':>12}{'totals ms':>12}{'x hello':>10}{'MB':>8}")
    for times in (1, 4, 16):
        _measure(max(1, count * times // 16))
        gc.collect()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
