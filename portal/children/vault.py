"""Papers at rest: sealed piece by piece with the school's keys, in the instance folder, outside anything a web server hands out."""

from __future__ import annotations

import base64
import hashlib
import os
import secrets
from pathlib import Path

from sqlalchemy import event

from portal.core import clock
from portal.core.db import session
from portal.core.errors import NotFound
from portal.core.keys import KeyRing

PIECE = 1 << 20
NOT_YET = ".new"


def seal(folder: Path, content: bytes) -> str:
    """Seal bytes into the folder; returns their name there. They stand under it once the open transaction has committed."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"paper-{secrets.token_hex(16)}.sealed"
    keys: KeyRing = session().info["keys"]
    waiting = folder / (name + NOT_YET)
    with waiting.open("xb") as target:
        for number, start in enumerate(range(0, len(content), PIECE)):
            sealed = keys.encrypt(base64.b64encode(content[start : start + PIECE]).decode(), _purpose(name, number))
            target.write(len(sealed).to_bytes(4, "big") + sealed)
    day = clock.begin_of(clock.today()).timestamp()  # what came without a name has a day and no hour, its file neither
    os.utime(waiting, (day, day))
    event.listen(session(), "after_commit", lambda _: waiting.exists() and waiting.rename(folder / name), once=True)
    return name


def unseal(folder: Path, name: str, digest: str) -> bytes:
    """The bytes again; NotFound when the file is gone, shortened or not the one that was put there."""
    path = next((each for each in (folder / name, folder / (name + NOT_YET)) if each.is_file()), None)
    if path is None:
        raise NotFound
    keys: KeyRing = session().info["keys"]
    pieces: list[bytes] = []
    with path.open("rb") as source:
        while head := source.read(4):
            text = keys.decrypt(source.read(int.from_bytes(head, "big")), _purpose(name, len(pieces)))
            pieces.append(base64.b64decode(text))
    content = b"".join(pieces)
    if hashlib.sha256(content).hexdigest() != digest:
        raise NotFound
    return content


def _purpose(name: str, number: int) -> str:
    return f"attachment.file.{name}.{number}"
