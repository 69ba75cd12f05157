"""A slow sink that fails and refuses, and a delivery that is killed again and again: none lost, none doubled."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from sqlalchemy import func, select

from portal.config import ROOT, Config
from portal.core.db import session
from portal.outbox.models import ChannelKind, Dispatch, Message, State
from portal.outbox.operations import queue
from tests.cast import Cast
from tests.outbox.people import add_people, open_channel, set_up, states
from tests.outbox.sinks import Got, Said, http_sink

PEOPLE, KILLS = 600, 2
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no kill of this kind")


class Gateway:
    """Refuses one number in a hundred for good, fails one call in ten the first time, and takes the same message once."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()
        self.tried: set[str] = set()
        self.repeated = 0

    def says(self, got: Got) -> Said:
        number, token = got.json["to"], got.headers["webhook-id"]
        if number.endswith("77"):
            return 400, "空号".encode()
        if number.endswith("3") and token not in self.tried:
            self.tried.add(token)
            return 503, b"busy"
        if token in self.tried and self.taken[number]:
            self.repeated += 1
            return 200, {}  # known already: said yes to, and not sent on
        self.tried.add(token)
        self.taken[number] += 1
        return 200, {}


def _deliver(config: Config) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PORTAL_INSTANCE": str(config.instance), "PORTAL_DATABASE_URL": config.database_url}
    command = [sys.executable, "-m", "flask", "--app", "app", "outbox", "deliver", "--lease", "1"]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def _until(gateway: Gateway, count: int) -> None:
    end = time.monotonic() + 120
    while sum(gateway.taken.values()) < count:
        assert time.monotonic() < end, f"{sum(gateway.taken.values())} of {count}"
        time.sleep(0.02)


def _waiting(cast: Cast) -> int:
    with cast.reading():
        unsent = select(func.count()).select_from(Message).where(Message.dispatch_id.is_(None))
        open_ones = select(func.count()).select_from(Dispatch).where(Dispatch.state == State.WAITING)
        return (session().scalar(unsent) or 0) + (session().scalar(open_ones) or 0)


@pytest.mark.slow
def test_a_delivery_that_is_killed_loses_none_and_doubles_none(cast: Cast) -> None:
    gateway, config = Gateway(), cast.app.config["PORTAL"]
    with http_sink(gateway.says, pause=0.004) as sink:
        with cast.writing():
            set_up()
            open_channel(ChannelKind.WEBHOOK, {"url": sink.url, "secret": "whsec_c2VjcmV0"})
            people = add_people(PEOPLE)
            assert queue(people, kind="told", key="notice.1", path="/messages/1") == PEOPLE
        for kill in range(1, KILLS + 1):
            process = _deliver(config)
            _until(gateway, kill * PEOPLE // (KILLS + 2))
            process.send_signal(signal.SIGKILL)
            process.wait()
        process = _deliver(config)
        end = time.monotonic() + 180
        while _waiting(cast) and time.monotonic() < end:
            time.sleep(0.2)
        process.terminate()
        assert process.wait(30) == 0, "a stop request ends it gently"
    refused = PEOPLE // 100
    assert states(cast) == {State.SENT: PEOPLE - refused, State.REFUSED: refused}
    assert len(gateway.taken) == PEOPLE - refused
    assert set(gateway.taken.values()) == {1}
