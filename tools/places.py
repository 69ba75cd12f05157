"""Where things lie in this project, and how a program of the environment is called."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
PIP_WHEEL = next((ROOT / "tools" / "wheels").glob("pip-*.whl"))
LOCKS = {"portal": ROOT / "requirements.lock", "tests": ROOT / "requirements-dev.lock"}

_LED_ASTRAY = ("PYTHONPATH", "PYTHONHOME", "PYTHONSTARTUP", "VIRTUAL_ENV", "__PYVENV_LAUNCHER__")


def python_of(environment: Path = ENVIRONMENT) -> Path:
    """The environment's own Python."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def module(name: str, *arguments: str) -> list[str]:
    """The call of a program of the environment; by module, as the scripts beside it hold paths."""
    return [str(python_of()), "-m", name, *arguments]


def surroundings(**more: str) -> dict[str, str]:
    """Environment variables for everything we start: UTF-8, nothing that leads to another Python, pip without habits."""
    kept = {name: value for name, value in os.environ.items() if name not in _LED_ASTRAY}
    ours = {"PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1", "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    return kept | ours | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"} | more
