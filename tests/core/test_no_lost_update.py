"""Several processes change the same row at once, and not one change is lost; the way the portal opens transactions makes it so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sqlalchemy import text

from portal.core.keys import save_keys
from tests.cast import Cast

PROCESSES, TIMES = 4, 60

ADD = """
import sys
from pathlib import Path
from sqlalchemy import text
from portal.core.db import Database
from portal.core.keys import load_keys

database = Database(sys.argv[1], load_keys(Path(sys.argv[2])))
lock = " FOR UPDATE" if database.engine.dialect.name == "postgresql" else ""
for _ in range(int(sys.argv[3])):
    with database.transaction(write=True) as opened:
        found = opened.execute(text("SELECT seq FROM journal_head WHERE id = 1" + lock)).scalar_one()
        opened.execute(text("UPDATE journal_head SET seq = :seq WHERE id = 1"), {"seq": found + 1})
database.engine.dispose()
"""


def test_no_update_is_lost_between_processes(cast: Cast, tmp_path: Path) -> None:
    save_keys(tmp_path, cast.database.keys)
    with cast.reading() as opened:
        before = opened.execute(text("SELECT seq FROM journal_head")).scalar_one()
    url = cast.app.config["PORTAL"].database_url
    call = [sys.executable, "-c", ADD, url, str(tmp_path), str(TIMES)]
    running = [subprocess.Popen(call, cwd=Path(__file__).parents[2]) for _ in range(PROCESSES)]
    assert [process.wait(timeout=240) for process in running] == [0] * PROCESSES
    with cast.reading() as opened:
        assert opened.execute(text("SELECT seq FROM journal_head")).scalar_one() == before + PROCESSES * TIMES
