"""Files that only the portal's own user may read: the keys, and the database."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path

OTHERS = 0o077
logger = logging.getLogger("portal")


def make_private(path: Path) -> None:
    """Take reading and writing away from everybody else, and say so; where the file system knows no such rights nothing happens."""
    mode = path.stat().st_mode
    if os.name != "posix" or not mode & OTHERS:
        return
    with suppress(OSError):
        path.chmod(mode & ~OTHERS)
        logger.warning("others could read a file of the portal; now only its own user can", extra={"facts": {"file": path.name}})


def begin_private(path: Path) -> None:
    """An empty file that only its owner may read, before somebody else makes it with wider rights."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
