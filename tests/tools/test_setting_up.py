"""run.py makes the environment anywhere, mends it, and leaves it alone when it is as it should be."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from portal.config import ROOT

HIDE_ENSUREPIP = """
import sys
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "ensurepip":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Hidden())
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout in a folder with a space and Chinese in its name, whose lock files ask for nothing."""
    folder = tmp_path / "守 望"
    folder.mkdir()
    shutil.copy(ROOT / "run.py", folder)
    shutil.copytree(ROOT / "tools", folder / "tools", ignore=shutil.ignore_patterns("__pycache__"))
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (folder / lock).write_text("# nothing\n", encoding="utf8")
    return folder


def set_up(checkout: Path, python: str = sys.executable, **more: str) -> str:
    """What `run.py setup` says, with an empty home and no uv."""
    surroundings = {"PATH": os.defpath, "HOME": str(checkout.parent), "LANG": "C.UTF-8", **more}
    call = [python, str(checkout / "run.py"), "setup"]
    return subprocess.run(call, env=surroundings, cwd=checkout.parent, capture_output=True, encoding="utf8", check=True).stdout


def pip_of(checkout: Path) -> str:
    python = checkout / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return subprocess.run([python, "-m", "pip", "--version"], capture_output=True, encoding="utf8", check=True).stdout


def test_the_environment_is_made_once_and_a_changed_lock_file_is_installed_into_it(checkout: Path) -> None:
    assert "Making the environment" in set_up(checkout)
    assert str(checkout / ".venv") in pip_of(checkout)
    assert set_up(checkout) == "Set up. Next: python3 run.py demo\n"
    (checkout / "requirements.lock").write_text("# nothing, still\n", encoding="utf8")
    said = set_up(checkout)
    assert "Installing" in said
    assert "Making" not in said


def test_an_environment_without_pip_as_debian_leaves_it_gets_one(checkout: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", checkout / ".venv"], check=True)
    set_up(checkout)
    assert pip_of(checkout)


def test_a_python_without_ensurepip_makes_a_half_made_environment_anew(checkout: Path, tmp_path: Path) -> None:
    hiding = tmp_path / "hiding"
    hiding.mkdir()
    (hiding / "sitecustomize.py").write_text(HIDE_ENSUREPIP, encoding="utf8")
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "unfinished").touch()
    assert "cleared away" in set_up(checkout, PYTHONPATH=str(hiding))
    assert pip_of(checkout)


def _junk(python: Path) -> None:
    python.unlink()
    python.write_bytes(b"not a program")


def _not_executable(python: Path) -> None:
    _junk(python)
    python.chmod(0o644)


def _link_into_nothing(python: Path) -> None:
    python.unlink()
    python.symlink_to("/nowhere/python3")


def _no_python(python: Path) -> None:
    python.unlink()


def _package_gone(python: Path) -> None:
    shutil.rmtree(next(python.parents[1].glob("lib/*/site-packages/pip")))


def _half_a_package(python: Path) -> None:
    next(python.parents[1].glob("lib/*/site-packages/pip/__init__.py")).unlink()


def _the_folder_is_a_file(python: Path) -> None:
    shutil.rmtree(python.parents[1])
    python.parents[1].write_text("not a folder", encoding="utf8")


def _the_folder_is_a_link_into_nothing(python: Path) -> None:
    shutil.rmtree(python.parents[1])
    python.parents[1].symlink_to("/nowhere/environment")


@pytest.mark.skipif(os.name == "nt", reason="paths and links as on Linux and macOS")
@pytest.mark.parametrize(
    "damage",
    [
        _junk,
        _not_executable,
        _link_into_nothing,
        _no_python,
        _package_gone,
        _half_a_package,
        _the_folder_is_a_file,
        _the_folder_is_a_link_into_nothing,
    ],
)
def test_whatever_broke_the_environment_it_is_made_anew(checkout: Path, damage: Callable[[Path], None]) -> None:
    set_up(checkout)
    damage(checkout / ".venv" / "bin" / "python")
    assert "cleared away" in set_up(checkout)
    assert str(checkout / ".venv") in pip_of(checkout)
    assert set_up(checkout) == "Set up. Next: python3 run.py demo\n"


def test_what_somebody_added_to_the_environment_does_no_harm(checkout: Path) -> None:
    set_up(checkout)
    libraries = next((checkout / ".venv").glob("[Ll]ib/**/site-packages"))
    (libraries / "beside.py").touch()
    assert set_up(checkout) == "Set up. Next: python3 run.py demo\n"


def test_an_old_python_can_read_the_file_that_tells_it_so() -> None:
    text = (ROOT / "run.py").read_text(encoding="ascii")
    ast.parse(text, feature_version=(3, 4))
    assert "sys.version_info < (3, 11)" in text


def test_it_needs_nothing_but_the_standard_library() -> None:
    question = "import sys, tools.commands; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
    call = [sys.executable, "-S", "-c", question]
    loaded = set(subprocess.run(call, cwd=ROOT, capture_output=True, encoding="utf8", check=True).stdout.split())
    assert loaded <= sys.stdlib_module_names | {"tools", "__main__"}
