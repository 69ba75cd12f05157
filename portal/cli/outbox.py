"""flask outbox: messages leave the portal; the server does this by itself, a machine without it by this command."""

from __future__ import annotations

import signal
import threading

import click
from flask.cli import AppGroup
from flask_babel import gettext as _

from portal.core.blueprint import database
from portal.outbox.delivering import deliver
from portal.outbox.worker import LEASE_SECONDS, LOOKS_EVERY

group = AppGroup("outbox", help="Messages that leave the portal.")


@group.command("deliver")
@click.option("--once", is_flag=True, help="End when nothing is due any more.")
@click.option(
    "--lease", default=LEASE_SECONDS, show_default=True, help="Seconds after which another process takes over what this one left."
)
def run(once: bool, lease: int) -> None:
    """Deliver what waits, until stopped; safe to run beside the server."""
    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    total = 0
    while not stopping.is_set():
        done = deliver(database(), seconds=lease, stopping=stopping.is_set)
        total += done.handed_over
        if not done and (once or stopping.wait(LOOKS_EVERY)):
            break
    click.echo(_("%(count)s handed over.", count=total))
