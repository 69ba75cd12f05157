"""How long a platform's workbook of results takes from the upload to the last result, at 1,000 and 5,000 rows.

    .venv/bin/python -m benchmarks.screening_import [rows …]

Prints seconds of the clock for reading and checking the file and for taking it in, and seconds of the processor in all.
Aim: 5,000 results in at most 15 s.
"""

from __future__ import annotations

import io
import logging
import sys
import time
from datetime import date, timedelta

import xlsxwriter
from sqlalchemy import select, update

from benchmarks.school import school
from portal.accounts.models import Account
from portal.accounts.viewers import build_viewer
from portal.children.models import Child
from portal.core.db import Database, session
from portal.core.identity_number import check_character
from portal.screening.operations.importing import Form, confirm, receive

SIZES = (1000, 5000)
HEAD = (
    "姓名", "身份证件号", "测评状态", "完成时间", "效度", "学习焦虑", "对人焦虑", "孤独倾向", "自责倾向", "过敏倾向", "身体症状",
    "恐怖倾向", "冲动倾向", "总分",
)  # fmt: skip


def _numbers() -> list[tuple[str, str]]:
    """Every child gets a number in area codes no district has; name and number of each."""
    found = []
    for place, (child_id, name) in enumerate(session().execute(select(Child.id, Child.name).order_by(Child.id)).all()):
        first = f"5099{place // 2900 % 9 + 1:02d}{date(2011, 9, 1) + timedelta(days=place % 2900):%Y%m%d}{place // 26100:03d}"
        number = first + check_character(first)
        session().execute(update(Child).where(Child.id == child_id).values(id_number=number, id_number_hash=number))
        found.append((name, number))
    return found


def _workbook(children: list[tuple[str, str]]) -> io.BytesIO:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEAD)
        for row, (name, number) in enumerate(children, start=1):
            scores = [(row * step) % 9 for step in range(1, 9)]
            sheet.write_row(row, 0, [name, number, "已完成", "2026-10-27 19:20", 3, *scores, sum(scores)])
    target.seek(0)
    return target


def main(sizes: tuple[int, ...]) -> None:
    """Measure and print."""
    logging.disable(logging.CRITICAL)
    for rows in sizes:
        with school(rows) as app, app.app_context():
            database: Database = app.extensions["database"]
            with database.transaction(write=True):
                file = _workbook(_numbers())
            begun, spent = time.perf_counter(), time.process_time()
            with database.transaction(write=True):
                account = session().scalars(select(Account).where(Account.login == "safeguarding_lead")).one()
                viewer = build_viewer(account.person_id, account.id, account.person.name)
                found = receive(file, "results.xlsx", Form("mht", "", "0-1", "平台测评", date(2026, 10, 27)), by=viewer)
                checked = time.perf_counter()
                confirm(found, by=viewer)
                counts = {key: value for key, value in found.counts.items() if value}
            took, cpu = time.perf_counter() - begun, time.process_time() - spent
            print(f"{rows:>6} rows  checked {checked - begun:5.1f} s  in all {took:5.1f} s  cpu {cpu:5.1f} s  {counts}")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
