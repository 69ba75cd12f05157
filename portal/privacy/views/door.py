"""The pages' common door, and what several of them ask."""

from __future__ import annotations

from pathlib import Path

from flask import current_app

from portal.core.blueprint import Door
from portal.school.queries import school_profile

blueprint = Door("privacy", __name__, url_prefix="/privacy")


def uploads() -> Path:
    """Where sealed files stand."""
    folder: Path = current_app.config["PORTAL"].uploads
    return folder


def school_name() -> str:
    """As it stands on papers."""
    profile = school_profile()
    return profile.name if profile else ""
