"""An uploaded file in the instance folder, sealed piece by piece with the school's keys until it is in the files or a week old."""

from __future__ import annotations

import base64
import hashlib
import io
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from portal.core.errors import Refused
from portal.core.keys import KeyRing
from portal.core.sheets import limits, refusals
from portal.registry.words import UPLOAD_GONE

_PIECE = 1 << 20


def store_upload(folder: Path, source: BinaryIO, keys: KeyRing) -> tuple[str, str, int]:
    """Seal what was uploaded; returns its name in the folder, the SHA-256 of the file, and its size. Refused when too large."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"registry-{secrets.token_hex(16)}.sealed"
    digest, size = hashlib.sha256(), 0
    path = folder / name
    try:
        with path.open("xb") as target:
            for number, piece in enumerate(_pieces(source)):
                size += len(piece)
                if size > limits.MAX_FILE:
                    raise refusals.too_big(limits.MAX_FILE // limits.MEGABYTE)
                digest.update(piece)
                sealed = keys.encrypt(base64.b64encode(piece).decode(), _purpose(name, number))
                target.write(len(sealed).to_bytes(4, "big") + sealed)
    except Refused:
        path.unlink()
        raise
    if not size:
        path.unlink()
        raise refusals.empty()
    return name, digest.hexdigest(), size


def open_upload(folder: Path, name: str | None, keys: KeyRing) -> io.BytesIO:
    """The file again, in memory only; Refused when it is gone."""
    path = folder / (name or "-")
    if not path.is_file():
        raise Refused(UPLOAD_GONE)
    whole = io.BytesIO()
    with path.open("rb") as source:
        number = 0
        while head := source.read(4):
            text = keys.decrypt(source.read(int.from_bytes(head, "big")), _purpose(path.name, number))
            whole.write(base64.b64decode(text))
            number += 1
    whole.seek(0)
    return whole


def drop_upload(folder: Path, name: str | None) -> None:
    """Delete the sealed file, if it is still there."""
    if name:
        (folder / name).unlink(missing_ok=True)


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    while piece := source.read(_PIECE):
        yield piece


def _purpose(name: str, number: int) -> str:
    return f"registry_import.file.{name}.{number}"
