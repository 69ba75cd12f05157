"""Stopping the portal loses no answer."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from portal.config import ROOT
from portal.serving import THREADS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no stop request; Ctrl-C is handled the same way")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    """The slow application in a process of its own, and the folder of its files."""
    files = [str(tmp_path / name) for name in ("port", "arrivals", "go")]
    with (
        (tmp_path / "said").open("w") as said,
        subprocess.Popen([sys.executable, "-m", "tests.serving.slow_app", *files], cwd=ROOT, stderr=said) as process,
    ):
        yield process, tmp_path
        process.kill()


def until(answered: Callable[[], object]) -> None:
    """Wait for another process, a minute at most."""
    end = time.monotonic() + 60
    while not answered():
        assert time.monotonic() < end, "the other process did not get there"


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def fetch(port: int) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    with closing(connection):
        connection.request("GET", "/")
        answer = connection.getresponse()
        return answer.status, answer.read()


def test_requests_under_way_and_waiting_in_the_queue_are_answered_before_the_portal_ends(
    running: tuple[subprocess.Popen[bytes], Path],
) -> None:
    process, folder = running
    until(lambda: read(folder / "port").endswith("\n"))
    port = int(read(folder / "port"))
    with ThreadPoolExecutor(THREADS + 4) as browsers:
        answers = [browsers.submit(fetch, port) for _ in range(THREADS + 4)]
        until(lambda: len(read(folder / "arrivals")) == THREADS and "depth is 4" in read(folder / "said"))
        process.send_signal(signal.SIGTERM)
        until(lambda: refused(port))
        (folder / "go").touch()
        assert [answer.result() for answer in answers] == [(200, b"finished")] * (THREADS + 4)
    assert process.wait(60) == 0


def refused(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.connect()
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:
        return False  # it came just as the door was closing: ask once more
    connection.close()
    return False
