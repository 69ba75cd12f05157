"""Long work beside the pages: one thread a job, begun when the request's transaction is safely in, and how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask, current_app
from sqlalchemy import event

from portal.core.db import session
from portal.core.logs import logger


@dataclass
class Progress:
    """How far a job is; the page reads it while the job writes it. `total` 0 means that nobody knows yet."""

    done: int = 0
    total: int = 0
    thread: threading.Thread | None = field(default=None, repr=False)

    def __call__(self, done: int) -> None:
        self.done = done


Job = Callable[[Progress], object]


def _running() -> dict[int, Progress]:
    found: dict[int, Progress] = current_app.extensions.setdefault("registry_work", {})
    return found


def progress_of(number: int) -> Progress | None:
    """The job of this import in this process, if it is still running."""
    return _running().get(number)


def begin_after_commit(number: int, job: Job) -> None:
    """Begin once the open transaction is committed, so that the job finds what it was asked to do; at most one job an import."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    event.listen(session(), "after_commit", lambda _: _begin(app, number, job), once=True)


def _begin(app: Flask, number: int, job: Job) -> None:
    running = app.extensions.setdefault("registry_work", {})
    if number in running:
        return
    progress = running[number] = Progress()
    progress.thread = threading.Thread(target=_run, args=(app, number, job, progress), name=f"registry-{number}")
    progress.thread.start()


def _run(app: Flask, number: int, job: Job, progress: Progress) -> None:
    with app.app_context():
        try:
            job(progress)
        except Exception as error:  # nobody above this thread could answer it; the import is marked failed by the job
            logger.error("registry work", exc_info=error, extra={"facts": {"import": number}})
        finally:
            _running().pop(number, None)


def wait(app: Flask) -> None:
    """Until every job has ended; for commands and tests."""
    for progress in list(app.extensions.get("registry_work", {}).values()):
        if progress.thread:
            progress.thread.join()
