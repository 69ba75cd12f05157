"""Work in the background of the server: one thread that does a round, rests, and goes on; trouble never ends it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from flask import Flask

logger = logging.getLogger("portal")

AFTER_TROUBLE = 30.0


class Rounds(threading.Thread):
    """Calls `work` inside the application again and again, `seconds` apart, until told to stop."""

    def __init__(self, app: Flask, name: str, work: Callable[[], object], seconds: float) -> None:
        super().__init__(name=name, daemon=True)
        self._app = app
        self._work = work
        self._seconds = seconds
        self._stopping = threading.Event()

    def run(self) -> None:
        """Round after round."""
        while not self._stopping.wait(self._round()):
            pass

    def _round(self) -> float:
        try:
            with self._app.app_context():
                self._work()
        except Exception:
            logger.exception("a round stumbled")
            return AFTER_TROUBLE
        return self._seconds

    def stop(self, seconds: float = 20.0) -> None:
        """Finish what is in hand and end."""
        self._stopping.set()
        self.join(seconds)
