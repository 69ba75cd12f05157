"""Where this school's portal keeps its things: read once from the environment, handed down, never changed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Config:
    """Settings of the installation; settings of the school are rows (`portal.school`)."""

    instance: Path
    database_url: str
    demo: bool = False
    testing: bool = False
    secure_cookies: bool = False
    proxies: int = 0
    argon2_memory_kib: int = 19_456
    limits_storage: str = "memory://"

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Config:
        """Read PORTAL_* variables; a SQLite file inside the instance folder is the default database."""
        instance = Path(environ.get("PORTAL_INSTANCE") or ROOT / "instance").resolve()
        default_url = f"sqlite:///{(instance / 'portal.db').as_posix()}"
        return cls(
            instance=instance,
            database_url=environ.get("PORTAL_DATABASE_URL") or default_url,
            demo=environ.get("PORTAL_DEMO") == "1",
            secure_cookies=environ.get("PORTAL_SECURE_COOKIES") == "1",
            proxies=int(environ.get("PORTAL_PROXIES") or 0),
            limits_storage=environ.get("PORTAL_LIMITS_STORAGE") or "memory://",
        )

    @property
    def uploads(self) -> Path:
        """Encrypted attachments live here, outside anything a web server hands out."""
        return self.instance / "uploads"
