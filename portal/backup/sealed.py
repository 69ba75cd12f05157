"""A sealed stream: AES-256-GCM in pieces, each bound to its place, so that nothing can be cut, swapped or added unseen."""

from __future__ import annotations

import io
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused

MAGIC = b"SHOUWANG-BACKUP-1\n"
PIECE = 1 << 20
PREFIX = 8
TAG = 16


class SealedWriter(io.RawIOBase):
    """Takes plain bytes and writes sealed pieces; `finish` seals the last one as the last."""

    def __init__(self, target: IO[bytes], key: bytes) -> None:
        self._target = target
        self._cipher = AESGCM(key)
        self._prefix = secrets.token_bytes(PREFIX)
        self._waiting = bytearray()
        self._number = 0
        target.write(MAGIC + self._prefix)

    def writable(self) -> bool:
        return True

    def write(self, plain: Any) -> int:
        self._waiting += plain
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(plain)

    def finish(self) -> None:
        self._seal(bytes(self._waiting), last=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        self._target.write(self._cipher.encrypt(_nonce(self._prefix, self._number), plain, b"last" if last else b"more"))
        self._number += 1


class SealedReader(io.RawIOBase):
    """Gives the plain bytes back, or refuses at the first piece that was changed, moved, cut off or sealed with another key."""

    def __init__(self, source: IO[bytes], key: bytes) -> None:
        beginning = source.read(len(MAGIC) + PREFIX)
        if not beginning.startswith(MAGIC) or len(beginning) < len(MAGIC) + PREFIX:
            raise Refused(_l("This is no back-up of the portal, or its beginning is damaged. Choose another file."))
        self._source = source
        self._cipher = AESGCM(key)
        self._prefix = beginning[len(MAGIC) :]
        self._number = 0
        self._ahead = source.read(PIECE + TAG)
        self._plain = b""
        self._ended = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._plain and not self._ended:
            self._open_next()
        taken = self._plain[: len(buffer)]
        buffer[: len(taken)] = taken
        self._plain = self._plain[len(taken) :]
        return len(taken)

    def _open_next(self) -> None:
        piece, self._ahead = self._ahead, self._source.read(PIECE + TAG)
        self._ended = not self._ahead
        try:
            self._plain = self._cipher.decrypt(_nonce(self._prefix, self._number), piece, b"last" if self._ended else b"more")
        except InvalidTag:
            raise Refused(
                _l("The back-up does not open: it is damaged or incomplete, or it was sealed with the keys of another portal.")
            ) from None
        self._number += 1


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + number.to_bytes(4, "big")


@contextmanager
def sealed_for_writing(path: Path, key: bytes) -> Iterator[IO[bytes]]:
    """A new file, readable by its owner only, that appears under its name when it is whole."""
    scratch = path.with_name(f"{path.name}.part")
    scratch.unlink(missing_ok=True)
    scratch.touch(mode=0o600)
    try:
        with scratch.open("r+b") as file:
            writer = SealedWriter(file, key)
            buffered = io.BufferedWriter(writer, PIECE)
            yield buffered
            buffered.flush()
            writer.finish()
        scratch.replace(path)
    finally:
        scratch.unlink(missing_ok=True)


@contextmanager
def sealed_for_reading(path: Path, key: bytes) -> Iterator[IO[bytes]]:
    """The plain content of a sealed file."""
    with path.open("rb") as file:
        yield io.BufferedReader(SealedReader(file, key), PIECE)
