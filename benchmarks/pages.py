"""What the much-used pages cost: CPU as a multiple of a Flask hello page in the same process, SQL statements, bytes.

    .venv/bin/python -m benchmarks.pages [children]

Ratios hold from machine to machine, milliseconds do not. Aims: roster and file ≤ 14 ×, desk ≤ 16 ×.
"""

from __future__ import annotations

import gc
import gzip
import logging
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from flask import Flask
from sqlalchemy import event
from werkzeug.test import EnvironBuilder, run_wsgi_app

from benchmarks.school import cookie_of, school
from portal.core.db import Database

PAGES = (
    ("list of children", "/children", "safeguarding_lead"),
    ("list, left behind by A", "/children?left_behind=A", "safeguarding_lead"),
    ("list, a name", "/children?q=zhang", "safeguarding_lead"),
    ("a child's file", "/children/7", "safeguarding_lead"),
    ("census of the school", "/census", "safeguarding_lead"),
    ("today", "/today", "safeguarding_lead"),
)
ROUNDS, TIMES = 7, 20


def _hello() -> Flask:
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def _request(app: Flask, path: str, cookie: str) -> Callable[[], tuple[bytes, str]]:
    name, _, query = path.partition("?")

    def ask() -> tuple[bytes, str]:
        environ = EnvironBuilder(name, query_string=query, headers=[("Cookie", cookie)] if cookie else []).get_environ()
        body, status, _headers = run_wsgi_app(app.wsgi_app, environ)
        return b"".join(body), status

    return ask


def _cpu(ask: Callable[[], object]) -> float:
    """Milliseconds of CPU for one request: the median of several rounds."""
    ask()
    rounds = []
    for _round in range(ROUNDS):
        begun = time.process_time()
        for _time in range(TIMES):
            ask()
        rounds.append((time.process_time() - begun) / TIMES * 1000)
    return median(rounds)


def _statements(database: Database, ask: Callable[[], object]) -> int:
    seen = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")):
            seen.append(statement)

    event.listen(database.engine, "before_cursor_execute", note)
    ask()
    event.remove(database.engine, "before_cursor_execute", note)
    return len(seen)


def main(children: int) -> None:
    """Measure and print."""
    logging.disable(logging.CRITICAL)
    with school(children) as app:
        gc.collect()
        gc.freeze()
        hello = _cpu(_request(_hello(), "/", ""))
        print(f"{children} children; a hello page takes {hello:.3f} ms of CPU")
        print(f"{'page':<26}{'× hello':>9}{'ms':>8}{'SQL':>5}{'gz bytes':>10}")
        for words, path, who in PAGES:
            ask = _request(app, path, cookie_of(app, who))
            body, status = ask()
            if not status.startswith("200"):
                print(f"{words:<26}  answers {status}")
                continue
            spent = _cpu(ask)
            figures = f"{spent / hello:>9.1f}{spent:>8.2f}{_statements(app.extensions['database'], ask):>5}"
            print(f"{words:<26}{figures}{len(gzip.compress(body, 6)):>10}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3000)
