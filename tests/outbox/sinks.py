"""Real servers that stand where messages go: one speaks HTTP, one SMTP; both keep what they were given and answer as told."""

from __future__ import annotations

import json
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Got:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


Said = tuple[int, Any]


@dataclass
class HttpSink:
    """Where chats and gateways would be."""

    url: str = ""
    says: Callable[[Got], Said] = lambda _got: (200, {})
    pause: float = 0.0
    got: list[Got] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def http_sink(says: Callable[[Got], Said] | None = None, pause: float = 0.0) -> Iterator[HttpSink]:
    sink = HttpSink(says=says or (lambda _got: (200, {})), pause=pause)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            got = Got(
                self.path, {k.lower(): v for k, v in self.headers.items()}, self.rfile.read(int(self.headers["Content-Length"]))
            )
            time.sleep(sink.pause)
            with sink.lock:
                sink.got.append(got)
                status, content = sink.says(got)
            body = content if isinstance(content, bytes) else json.dumps(content, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_parts: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sink.url = f"http://127.0.0.1:{server.server_port}"
    with _serving(server):
        yield sink


@dataclass
class MailSink:
    """Where the mail server would be; `refuses` says what it answers to a recipient, None for yes."""

    port: int = 0
    refuses: Callable[[str], str | None] = lambda _address: None
    hangs_up: Callable[[str], bool] = lambda _address: False
    letters: list[tuple[str, str]] = field(default_factory=list)


@contextmanager
def mail_sink() -> Iterator[MailSink]:
    sink = MailSink()

    class Handler(socketserver.StreamRequestHandler):
        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

        def handle(self) -> None:
            self.say("220 sink")
            address = ""
            for line in iter(self.rfile.readline, b""):
                said = line.decode().strip()
                word = said[:4].upper()
                if word == "QUIT":
                    return self.say("221 bye")
                if word == "RCPT":
                    address = said.partition("<")[2].rstrip(">")
                    self.say(sink.refuses(address) or "250 ok")
                elif word == "DATA":
                    self.say("354 go on")
                    letter = b"".join(iter(self.rfile.readline, b".\r\n")).decode()
                    sink.letters.append((address, letter))
                    if sink.hangs_up(address):
                        return None
                    self.say("250 taken")
                else:
                    self.say("250 ok")
            return None

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    sink.port = server.server_address[1]
    with _serving(server):
        yield sink


@contextmanager
def _serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
