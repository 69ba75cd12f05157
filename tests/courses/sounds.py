"""Sounds and folders made for tests."""

from __future__ import annotations

import io
import zipfile

#: One frame of silence: MPEG 1 layer 3, 32 kbit/s, 44.1 kHz, one channel; 26 milliseconds.
FRAME = b"\xff\xfb\x10\xc4" + b"\x00" * 100
VTT = "WEBVTT\n\n00:00.000 --> 00:05.000\n星期六晚上七点半\n".encode()


def mp3(seconds: float) -> bytes:
    """Silence of some length, playable everywhere."""
    return FRAME * int(seconds * 44_100 / 1_152)


def zipped(members: dict[str, bytes], **external: int) -> bytes:
    """A zip as somebody with bad intentions could make it; `external` sets the attributes of a member."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in members.items():
            info = zipfile.ZipInfo(name)
            info.external_attr = external.get(name.replace(".", "_"), 0)
            whole.writestr(info, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()
