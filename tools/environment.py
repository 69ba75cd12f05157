"""Makes .venv, mends a half-made one, and knows at a glance whether it is as the lock file says."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.installing import install
from tools.places import ENVIRONMENT, LOCKS, ROOT, python_of, surroundings
from tools.words import Trouble, say, worded

STAMP = ENVIRONMENT / "made.json"
LAID = ENVIRONMENT / "laid.txt"
UNFINISHED = ENVIRONMENT / "unfinished"


def ready(kind: str) -> None:
    """Have an environment for the portal or for its tests; at once when it is there already."""
    if not _is_ready(kind):
        _prepare(kind)


def _is_ready(kind: str) -> bool:
    """Hardly more than a look at the files, so that a second start costs nothing; what serves the tests also serves the portal."""
    if UNFINISHED.exists() or not _runs() or not _is_complete():
        return False
    try:
        found = json.loads(STAMP.read_text(encoding="utf8"))
    except (OSError, ValueError):
        return False
    return any(found == _stamp(enough) for enough in {kind, "tests"})


def _runs() -> bool:
    """Whether its Python starts at all: not a link into nothing, not somebody's text under that name."""
    try:
        return subprocess.run([python_of(), "-I", "-S", "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _is_complete() -> bool:
    """Whether everything that was laid there is there still; what came beside it does no harm."""
    try:
        laid = LAID.read_text(encoding="utf8").split("\n")
    except (OSError, ValueError):
        return False
    return set(laid) <= set(_entries())


def _entries() -> Iterator[str]:
    """Libraries, and what lies directly in their folders: a whole walk would cost as much as starting the portal."""
    libraries = next((folder for where in ("lib/python*", "Lib") for folder in ENVIRONMENT.glob(f"{where}/site-packages")), None)
    for entry in os.scandir(libraries) if libraries else ():
        if entry.name != "__pycache__":
            yield entry.name
            if entry.is_dir():
                yield from (f"{entry.name}/{name}" for name in os.listdir(entry) if name != "__pycache__")


def _stamp(kind: str) -> dict[str, str]:
    lock = hashlib.sha256(LOCKS[kind].read_bytes().replace(b"\r\n", b"\n")).hexdigest()
    return {"kind": kind, "lock": lock, "python": ".".join(map(str, sys.version_info[:2])), "folder": str(ROOT)}


def _prepare(kind: str) -> None:
    if not _is_usable():
        _remake()
    UNFINISHED.touch()
    STAMP.unlink(missing_ok=True)
    install(LOCKS[kind])
    LAID.write_text("\n".join(sorted(_entries())), encoding="utf8")
    STAMP.write_text(json.dumps(_stamp(kind)), encoding="utf8")
    UNFINISHED.unlink()
    say("The environment is ready.", "运行环境已备好。")


def _is_usable() -> bool:
    """Whether what lies there is a whole environment of this Python in this place, not the rest of a broken start."""
    if UNFINISHED.exists() or not _runs() or (LAID.exists() and not _is_complete()):
        return False
    question = "import sys; print(*sys.version_info[:2], sys.prefix)"
    asked = subprocess.run([python_of(), "-c", question], capture_output=True, encoding="utf8", env=surroundings(), check=False)
    expected = f"{sys.version_info[0]} {sys.version_info[1]} {ENVIRONMENT}"
    return asked.returncode == 0 and asked.stdout.strip() == expected


def _remake() -> None:
    if os.path.lexists(ENVIRONMENT):
        say("A half-made environment is cleared away first.", "先清掉没有建完的运行环境。")
        _remove(ENVIRONMENT)
    say("Making the environment in .venv ...", "正在 .venv 里建立运行环境……")
    ENVIRONMENT.mkdir()
    UNFINISHED.touch()
    try:
        import venv
    except ImportError:
        raise Trouble(
            worded(
                "This Python lacks its module venv. On Debian and Ubuntu: apt-get install python3-venv",
                "这个 Python 缺少 venv 模块。Debian 和 Ubuntu 请运行：apt-get install python3-venv",
            )
        ) from None
    venv.EnvBuilder(with_pip=False, symlinks=sys.platform != "win32").create(ENVIRONMENT)


def _remove(folder: Path) -> None:
    try:
        folder.unlink() if folder.is_symlink() or folder.is_file() else shutil.rmtree(folder)
    except OSError as error:
        raise Trouble(
            worded(
                f"{folder} cannot be cleared away ({error.strerror}). Stop the portal if it runs, delete the folder, start again.",
                f"{folder} 清不掉（{error.strerror}）。如果守望正在运行，先停下来，删掉这个文件夹再试。",
            )
        ) from None
