"""Serves the portal with waitress, and lets go of it gently: answers under way are finished before the process ends."""

from __future__ import annotations

import gc
import signal
import sys
import threading
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click
from flask import Flask
from flask.cli import ScriptInfo
from waitress import wasyncore
from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server

from portal import create_app
from portal.config import Config
from portal.core.background import Rounds
from portal.core.blueprint import database
from portal.core.errors import CannotOpen
from portal.core.migrations import is_current
from portal.outbox.calling import call_out
from portal.outbox.worker import Worker
from portal.risk.watch import Watch
from portal.summaries.sending.posting import ask_after, post_due

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

THREADS = 8
LARGEST_BODY = 256 << 20  # far above what the portal takes, so that it is the portal that says no, in words
DRAIN_SECONDS = 20
LOOKS_EVERY = 20.0  # seconds between looks for children something was written about
CALLS_EVERY = 30.0  # seconds between looks for alarms that nobody has in hand
POSTS_EVERY = 60.0  # seconds between looks for signed returns to send
LOOK_EVERY = 0.5  # seconds within which a stop request is seen

#: Waitress' map of sockets: those it listens at and those it talks to.
Channels = dict[int, Any]

#: What is made ready before the first page: our own commands, each safe to repeat.
PREPARATIONS = {"demo": (("demo", "load"), ("demo", "accounts")), "school": (("first-run",),)}


@click.command()
@click.argument("kind", type=click.Choice(sorted(PREPARATIONS)))
@click.option("--host", default="127.0.0.1")
@click.option("--port", default=8000)
def main(kind: str, host: str, port: int) -> None:
    """Bring the tables up to date, prepare the demo or the first sign-in, serve until told to stop."""
    config = Config.from_environment()
    try:
        app = create_app(config)
    except CannotOpen as problem:
        raise click.ClickException(str(problem)) from None
    channels = listen(app.wsgi_app, host, port, proxies=config.proxies)
    app.config["PORTAL_ADDRESS"] = f"http://{host}:{port}"  # for the links that commands print
    _prepare(app, PREPARATIONS[kind])
    click.echo(f"http://{host}:{port}/")
    _calm_the_collector()
    workers = _workers(app)
    for worker in workers:
        worker.start()
    serve(channels)
    for worker in workers:
        worker.stop()
    app.extensions["database"].engine.dispose()  # the last connection to close folds the write-ahead log into the file


def _workers(app: Flask) -> Sequence[Worker | Rounds]:
    """What goes on beside the pages: messages out, returns up, the rules of attention looking on, and alarms calling people."""
    watch = Watch()
    return (
        Worker(app),
        Rounds(app, "returns", lambda: (post_due(database()), ask_after(database())), POSTS_EVERY),
        Rounds(app, "attention", lambda: watch.look(database()), LOOKS_EVERY),
        Rounds(app, "calls", lambda: call_out(database()), CALLS_EVERY),
    )


def listen(app: WSGIApplication, host: str, port: int, *, proxies: int = 0) -> Channels:
    """Take the port before anything else is done, so that a port in use is known at once; ClickException says so."""
    channels: Channels = {}
    try:
        create_server(
            app,
            channels,
            host=host,
            port=port,
            threads=THREADS,
            ident=None,
            max_request_body_size=LARGEST_BODY,
            clear_untrusted_proxy_headers=not proxies,
        )
    except OSError as error:
        raise click.ClickException(f"{host}:{port} cannot be used ({error.strerror}). Choose another with --port.") from None
    return channels


def _prepare(app: Flask, commands: Sequence[Sequence[str]]) -> None:
    with app.app_context():
        current = is_current(database())
    for command in commands if current else (("db", "upgrade"), *commands):
        status = app.cli.main(list(command), prog_name="flask", standalone_mode=False, obj=_known(app))
        if status:
            sys.exit(status)


def _known(app: Flask) -> ScriptInfo:
    return ScriptInfo(create_app=lambda: app, set_debug_flag=False)


def _calm_the_collector() -> None:
    """What was made at start stays; looking through it again and again made the slowest answers ten times slower."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def serve(channels: Channels) -> None:
    """Answer until a stop request, then take no new connections and finish what arrived; a second request ends at once."""
    stopping = threading.Event()

    def stop(number: int, _frame: object) -> None:
        signal.signal(number, signal.SIG_DFL)
        stopping.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, stop)
    while not stopping.is_set():
        _turn(channels, LOOK_EVERY)
    _drain(channels)


def _turn(channels: Channels, seconds: float) -> None:
    wasyncore.loop(timeout=seconds, use_poll=True, map=channels, count=1)


def _drain(channels: Channels) -> None:
    """Waitress' own ending gives up what waits in its queue; here every request that arrived is answered."""
    _turn(channels, 0)  # connections that wait at the door
    for listener in [one for one in channels.values() if isinstance(one, BaseWSGIServer)]:
        listener.del_channel(channels)
        listener.socket.close()
    _turn(channels, 0)  # and what they ask
    end = time.monotonic() + DRAIN_SECONDS
    while time.monotonic() < end and any(_is_busy(one) for one in channels.values()):
        _turn(channels, 0.1)


def _is_busy(one: Any) -> bool:
    return isinstance(one, HTTPChannel) and bool(one.request or one.requests or one.total_outbufs_len)


if __name__ == "__main__":
    main()
