"""Delivery in the background of the server: one thread that wakes when something was queued, and looks by itself now and then."""

from __future__ import annotations

import logging
import threading

from flask import Flask

from portal.core.blueprint import database
from portal.outbox.delivering import deliver

logger = logging.getLogger("portal")

LEASE_SECONDS = 120
LOOKS_EVERY = 5.0
PAUSE_AFTER_TROUBLE = 30.0


class Worker(threading.Thread):
    """Delivers until told to stop; what it was doing then, it finishes."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="outbox", daemon=True)
        self._app = app
        self._stopping = threading.Event()

    def run(self) -> None:
        """Round after round; trouble is logged, and does not end it."""
        while not self._stopping.is_set():
            pause = 0.0 if self._round() else LOOKS_EVERY
            if pause:
                self._stopping.wait(pause)

    def _round(self) -> bool:
        try:
            with self._app.app_context():
                return bool(deliver(database(), seconds=LEASE_SECONDS, stopping=self._stopping.is_set))
        except Exception:
            logger.exception("delivery stumbled")
            self._stopping.wait(PAUSE_AFTER_TROUBLE)
            return False

    def stop(self, seconds: float = 20.0) -> None:
        """Finish what is in hand and end."""
        self._stopping.set()
        self.join(seconds)
