"""The server is killed while a pupil answers: nothing acknowledged is lost, an answer and its flag stand or fall together."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

import httpx
import pytest
from sqlalchemy import select

from portal.config import ROOT
from portal.core.db import session
from portal.screening.models import Answer, Flag, FlagKind, Result
from tests.cast import Cast
from tests.screening.school import CODE, SEEN, SHEET, TOKEN, ready

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no kill of this kind")

SERVER = """
import sys
from pathlib import Path
from portal import create_app
from portal.config import Config
from portal.serving import listen, serve

app = create_app(Config(Path(sys.argv[1]), sys.argv[2], testing=True, argon2_memory_kib=8))
channels = listen(app, "127.0.0.1", 0)
print(next(iter(one.socket.getsockname()[1] for one in channels.values() if hasattr(one, "effective_port"))), flush=True)
serve(channels)
"""
QUESTIONS, URGENT = 100, 85  # 85 is an answer nobody may wait with


@contextmanager
def served(cast: Cast) -> Iterator[tuple[subprocess.Popen[str], str]]:
    config = cast.app.config["PORTAL"]
    arguments = [sys.executable, "-c", SERVER, str(config.instance), config.database_url]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT, env=environment
    ) as one:
        assert one.stdout is not None
        try:
            yield one, f"http://127.0.0.1:{one.stdout.readline().strip()}"
        finally:
            one.kill()  # also when the test fails: nobody waits for a server that would go on


def mark(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    assert found, text[:300]
    return found[1]


class Telephone:
    """A pupil's browser; `kept` holds the questions the server said it has."""

    def __init__(self) -> None:
        self.cookies = httpx.Cookies()
        self.kept: set[int] = set()

    def at(self, address: str) -> httpx.Client:
        return httpx.Client(base_url=address, cookies=self.cookies, timeout=30)

    def enter(self, address: str) -> None:
        with self.at(address) as browser:
            token = mark(TOKEN, browser.get("/answer").text)
            assert browser.post("/answer", data={"csrf_token": token, "code": CODE}).status_code == 303
            self.cookies = browser.cookies

    def answer(self, address: str, first: int = 1) -> None:
        """One question after the other until all are kept or the server is gone."""
        with self.at(address) as browser:
            text = browser.get(f"/answer/questions/{first}").text
            fields = {"csrf_token": mark(TOKEN, text), "sheet": mark(SHEET, text), "seen": mark(SEEN, text)}
            for number in range(first, QUESTIONS + 1):
                lies = number in range(82, QUESTIONS + 1, 2)
                sent = {**fields, "answer": "0" if lies else "1"} | ({} if number == first else {"seen": "0"})
                try:
                    said = browser.post(f"/answer/questions/{number}", data=sent, headers={"X-Autosave": "1"})
                except httpx.TransportError:
                    return
                if said.is_success:
                    self.kept.add(number)

    def hand_in(self, address: str) -> int:
        with self.at(address) as browser:
            text = browser.get("/answer/end").text
            return browser.post("/answer/end", data={"csrf_token": mark(TOKEN, text), "sheet": mark(SHEET, text)}).status_code


def written(cast: Cast) -> tuple[set[int], bool]:
    """The answers in the database, and whether the urgent one raised its flag."""
    with cast.reading():
        urgent = select(Flag.id).where(Flag.kind == FlagKind.URGENT)
        return set(session().scalars(select(Answer.item).where(Answer.value.is_not(None)))), bool(session().scalars(urgent).all())


@pytest.mark.parametrize("kept", [12, URGENT])
def test_a_killed_server_keeps_every_answer_it_acknowledged_and_the_pupil_goes_on(cast: Cast, kept: int) -> None:
    ready(cast, "mht")
    phone = Telephone()
    with served(cast) as (process, address):
        phone.enter(address)
        answering = Thread(target=phone.answer, args=(address,))
        answering.start()
        while len(phone.kept) < kept and answering.is_alive():
            pass
        process.send_signal(signal.SIGKILL)
        answering.join(60)
    answers, flagged = written(cast)
    assert kept <= len(phone.kept) < QUESTIONS
    assert phone.kept <= answers
    assert len(answers - phone.kept) <= 1, "only the one under way is in doubt"
    assert flagged is (URGENT in answers)
    with served(cast) as (process, address):
        phone.answer(address, min(set(range(1, QUESTIONS + 1)) - answers))
        assert phone.hand_in(address) == 303
    with cast.reading():
        result = session().scalars(select(Result)).one()
        assert result.content["status"] == "ok"
        assert f"instant:{URGENT}" in result.content["flags"]
    assert written(cast) == (set(range(1, QUESTIONS + 1)), True)
