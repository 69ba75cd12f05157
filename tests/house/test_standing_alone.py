"""The project needs nothing outside of itself, and nobody real is in it."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from portal.config import ROOT
from portal.core.identity_number import is_valid
from tests.house.sources import told

TEXTS = frozenset(".cfg .css .csv .html .ini .js .json .mako .md .po .py .sh .svg .toml .txt .yml".split())

#: Where invented people live: the demo school and the tests.
INVENTED = re.compile(r"^(portal/demo|tests|benchmarks|static/vendor)/")

#: Folders of the machines this was written on; each is cut in two here, so that the guard does not find itself.
OUTSIDE = re.compile("/wo" r"rk/|\.\./sha" r"red\b|/tmp" r"/te" r"am|(?<![\w/.])/ro" r"ot/|/ho" r"me/(?!children|reports|type)\w")
MOBILE = re.compile(r"(?<![\d.])1[3-9]\d{9}(?![\d.])")
IDENTITY = re.compile(r"(?<!\d)[1-8]\d{16}[\dXx](?!\d)")


@lru_cache
def own_files() -> tuple[Path, ...]:
    """Every text file that belongs to the project: those git keeps, else all outside of what is made here."""
    listed = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=ROOT, capture_output=True, check=False)  # noqa: S607
    if listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:
        paths = [path for path in ROOT.rglob("*") if not {".venv", "instance", "build"} & set(path.relative_to(ROOT).parts)]
    return tuple(path for path in paths if path.is_file() and (path.suffix in TEXTS or path.parent.name == ".ci"))


def lines() -> Iterator[tuple[str, str]]:
    """Every line with its place."""
    for path in own_files():
        for number, line in enumerate(path.read_text(encoding="utf8", errors="replace").splitlines(), start=1):
            yield f"{path.relative_to(ROOT).as_posix()}:{number}", line


def test_nothing_refers_to_a_place_outside_of_the_project() -> None:
    found = [f"{where} {match[0]}" for where, line in lines() if (match := OUTSIDE.search(line))]
    assert not found, told(found, "the project stands alone: copy what is needed into it, and name it from its own root")


def test_no_number_of_a_person_stands_outside_of_demo_and_tests() -> None:
    found = [
        where
        for where, line in lines()
        if not INVENTED.match(where) and (MOBILE.search(line) or any(is_valid(number) for number in IDENTITY.findall(line)))
    ]
    assert not found, told(found, "take the number out; invented people live in portal/demo and tests")


def pinned(lock: str) -> dict[str, set[str]]:
    """The releases a lock file names, by library."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ ;\\]+)", (ROOT / lock).read_text(encoding="utf8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_file_has_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf8")
    assert not re.search(r"://|--(extra-)?index|--find-links|file:|@ ", text), "a lock made with any index must serve every index"
    assert all("--hash=sha256:" in entry for entry in re.split(r"\n(?=[a-z])", text.partition("\n\n")[0]) if "==" in entry)


def test_the_locks_hold_what_pyproject_asks_for_and_agree_with_each_other() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf8"))
    portal, tests = pinned("requirements.lock"), pinned("requirements-dev.lock")
    for asked, held in ((project["project"]["dependencies"], portal), (project["dependency-groups"]["dev"], tests)):
        names = {re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0].lower() for line in asked}
        missing = sorted(names - held.keys())
        assert not missing, told(missing, "make the lock files anew, as their first lines say")
    assert {name: tests.get(name) for name in portal} == portal, "the two lock files name different releases: make both anew"


def test_the_pip_we_carry_is_the_published_one() -> None:
    (wheel,) = (ROOT / "tools" / "wheels").glob("pip-*.whl")
    assert wheel.name == "pip-26.3-py3-none-any.whl"
    assert hashlib.sha256(wheel.read_bytes()).hexdigest() == "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13"
