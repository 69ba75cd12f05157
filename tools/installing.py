"""Installs a lock file into .venv, every file checked by its hash: with uv when it is there, else with the pip we carry along."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from tools.places import PIP_WHEEL, ROOT, python_of, surroundings
from tools.words import Trouble, say, worded

_COLLECTING = re.compile(r"^Collecting ([\w.-]+)")


def install(lock: Path) -> None:
    """Install everything the lock file names; Trouble tells what to look at when it fails."""
    total = sum("==" in line for line in lock.read_text(encoding="utf8").splitlines())
    say(f"Installing {total} libraries, checked by hash ...", f"正在安装 {total} 个库，逐个核对指纹……")
    _lay_pip()
    if not _with_uv(lock):
        _with_pip(lock, total)


def _lay_pip() -> None:
    """Put pip into the environment from its wheel, as not every Python has ensurepip and not every one has internet tools."""
    pip = [python_of(), f"{PIP_WHEEL}/pip", "install", "--quiet", "--no-index", "--no-deps", PIP_WHEEL]
    _run([str(part) for part in pip])


def _with_uv(lock: Path) -> bool:
    uv = shutil.which("uv")
    if uv is None:
        return False
    call = [uv, "pip", "install", "--quiet", "--python", str(python_of()), "--require-hashes", "-r", str(lock)]
    return subprocess.run(call, env=surroundings(), cwd=ROOT, check=False, capture_output=True).returncode == 0


def _with_pip(lock: Path, total: int) -> None:
    options = ["--require-hashes", "--prefer-binary", "--progress-bar", "off", "-r", str(lock)]
    _run([str(python_of()), "-m", "pip", "install", *options], total)


def _run(call: Sequence[str], total: int = 0) -> None:
    """Run pip, counting libraries instead of showing its talk; its last lines come out when it fails."""
    last: deque[str] = deque(maxlen=25)
    counted = 0
    with subprocess.Popen(
        call, env=surroundings(), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf8", errors="replace"
    ) as pip:
        for line in pip.stdout or ():
            last.append(line.rstrip())
            found = _COLLECTING.match(line)
            if found:
                counted += 1
                _show(counted, total, found[1])
            elif line.startswith("Installing collected"):
                _show(total, total, worded("unpacking", "正在展开"))
    if total and sys.stdout.isatty():
        print()
    if pip.returncode:
        raise Trouble("\n".join([*last, _advice()]))


def _show(counted: int, total: int, name: str) -> None:
    if sys.stdout.isatty():
        print(f"\r  {counted}/{total} {name:<40}", end="", flush=True)
    elif counted % 20 == 0 or counted == total:
        print(f"  {counted}/{total}", flush=True)


def _advice() -> str:
    return worded(
        "The libraries could not be installed; above is what pip said last. Look at the connection, or name a nearer package index "
        "in PIP_INDEX_URL, and start again.",
        "库没有装好，上面是 pip 最后说的话。看看网络是否连通，或者用环境变量 PIP_INDEX_URL 指定近一些的镜像，然后再运行一次。",
    )
