"""Handing over by HTTP: with time-outs, never following a redirect, reading a bounded answer."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from portal.outbox.ways.speaking import Answer, Line, Outgoing, Verdict

if TYPE_CHECKING:
    import httpx

SECONDS, MOST_READ = 10.0, 2000
BUSY = frozenset({408, 425, 429})


@dataclass(frozen=True)
class Asked:
    """A request as a channel wants it."""

    url: str
    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True)
class HttpLine:
    """A kept connection; `asks` puts a message into the channel's form, `reads` understands its answer."""

    client: httpx.Client
    asks: Callable[[Outgoing], Asked]
    reads: Callable[[bytes], Answer]

    def send(self, message: Outgoing) -> Answer:
        """Post it. Without connection nothing arrived; an answer that never came leaves it open."""
        import httpx

        asked = self.asks(message)
        try:
            with self.client.stream("POST", asked.url, content=asked.body, headers=dict(asked.headers)) as answer:
                return self._read(answer.status_code, _beginning(answer))
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as problem:
            return Answer(Verdict.LATER, type(problem).__name__)
        except httpx.HTTPError as problem:
            return Answer(Verdict.UNKNOWN, type(problem).__name__)

    def _read(self, status: int, body: bytes) -> Answer:
        if status < 300:
            return self.reads(body)
        words = f"HTTP {status} {body.decode('utf-8', 'replace')}".strip()
        return Answer(Verdict.LATER if status >= 500 or status in BUSY else Verdict.REFUSED, words)


def _beginning(answer: httpx.Response) -> bytes:
    """What the channel says, cut off where it goes on and on."""
    said = b""
    for part in answer.iter_bytes():
        said += part
        if len(said) >= MOST_READ:
            break
    return said[:MOST_READ]


@cache
def _trusted() -> ssl.SSLContext:
    """Whose certificates count; reading them takes longer than sending twenty messages."""
    return ssl.create_default_context()


@contextmanager
def http_line(asks: Callable[[Outgoing], Asked], reads: Callable[[bytes], Answer]) -> Iterator[Line]:
    """A line that is closed at the end."""
    import httpx

    with httpx.Client(timeout=SECONDS, follow_redirects=False, trust_env=False, verify=_trusted()) as client:
        yield HttpLine(client, asks, reads)


JSON: Mapping[str, Any] = {"Content-Type": "application/json; charset=utf-8"}
