"""Files beside a lesson: which kinds there are, told by their bytes, and how large each may be."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import filetype
from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused

AUDIO = {"mp3": ("audio/mpeg",), "m4a": ("audio/m4a", "audio/mp4", "video/mp4"), "ogg": ("audio/ogg",)}
VIDEO = {"mp4": ("video/mp4", "audio/m4a", "video/x-m4v"), "webm": ("video/webm", "video/x-matroska")}
SENT_AS = {
    "mp3": "audio/mpeg", "m4a": "audio/mp4", "ogg": "audio/ogg", "mp4": "video/mp4", "webm": "video/webm", "vtt": "text/vtt",
}  # fmt: skip
MOST_CAPTIONS = 200_000


@dataclass(frozen=True)
class Limits:
    """The largest sound and film in megabytes, as the school set them."""

    audio: int
    video: int


@dataclass(frozen=True)
class MediaFile:
    """A file that was looked into and may be kept."""

    name: str
    media_type: str
    content: bytes

    @property
    def digest(self) -> str:
        """By which its content is known again."""
        return hashlib.sha256(self.content).hexdigest()


def folder_of(instance: Path) -> Path:
    """The folder of all media in an instance."""
    return instance / "lessons"


def media_file(name: str, content: bytes, limits: Limits) -> MediaFile:
    """The file as it will be kept, or Refused: an unknown kind, not what its name says, too large."""
    ending = name.rpartition(".")[2].lower()
    if ending == "vtt":
        return MediaFile(name, "text/vtt", _captions(name, content))
    most = limits.audio if ending in AUDIO else limits.video
    kinds = AUDIO.get(ending) or VIDEO.get(ending)
    if kinds is None:
        raise Refused(_l("%(name)s: beside a lesson lie mp3, m4a, ogg, mp4, webm and vtt files.", name=name), field="file")
    if len(content) > most << 20:
        words = _l("%(name)s is larger than %(most)s MB. A phone on mobile data would give up.", name=name, most=most)
        raise Refused(words, field="file")
    found = filetype.guess(content[:8192])
    mime = found.mime if found else ""
    if mime not in kinds and not (ending == "mp3" and _begins_a_frame(content)):
        raise Refused(_l("%(name)s is not what its name says. Save it anew and send it again.", name=name), field="file")
    return MediaFile(name, SENT_AS[ending], content)


def _begins_a_frame(content: bytes) -> bool:
    """An mp3 without a tag begins with the mark of a frame."""
    return len(content) > 4 and content[0] == 0xFF and content[1] & 0xE6 == 0xE2


def _captions(name: str, content: bytes) -> bytes:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if not text.startswith("WEBVTT") or len(content) > MOST_CAPTIONS or "\0" in text:
        raise Refused(_l("%(name)s: captions are text that begins with WEBVTT.", name=name), field="file")
    return content
