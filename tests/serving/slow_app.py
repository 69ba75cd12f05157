"""A tiny application for the draining test: each request waits until a file appears. Arguments: port file, go file."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from portal.serving import listen, serve


def slow(_environ: dict[str, str], start: Callable[..., object]) -> Iterable[bytes]:
    """Answer once the test says so."""
    with Path(sys.argv[2]).open("a") as arrivals:
        arrivals.write(".")
    while not Path(sys.argv[3]).exists():
        time.sleep(0.01)
    start("200 OK", [("Content-Type", "text/plain")])
    return [b"finished"]


if __name__ == "__main__":
    channels = listen(slow, "127.0.0.1", 0)
    port = next(iter(one.socket.getsockname()[1] for one in channels.values() if hasattr(one, "effective_port")))
    Path(sys.argv[1]).write_text(f"{port}\n")
    serve(channels)
