"""A lesson's folder as one zip: lesson.md and its media. What is packed and unpacked again is the same, byte for byte."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.courses.lesson.front import FILE
from portal.courses.lesson.media import Limits, MediaFile, media_file
from portal.courses.lesson.reading import read
from portal.courses.lesson.shape import Lesson

TEXT = "lesson.md"
MOST_FILES = 8
LONGEST_TEXT = 250_000  # bytes
EPOCH = (2020, 1, 1, 0, 0, 0)

NOT_A_LESSON = _l("The zip holds no lesson: lesson.md and its media lie in it, at most in one folder.")
BROKEN = _l("The zip cannot be read; it may be incomplete. Pack it again and send it once more.")


@dataclass(frozen=True)
class Folder:
    """A lesson with its media, looked through."""

    lesson: Lesson
    media: Sequence[MediaFile]


def packed(source: str, media: Mapping[str, bytes]) -> bytes:
    """The zip of a lesson; the same content gives the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as whole:
        for name, content in [(TEXT, source.encode()), *sorted(media.items())]:
            whole.writestr(zipfile.ZipInfo(name, EPOCH), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def unpacked(content: bytes, limits: Limits) -> Folder:
    """The lesson in a zip. Refused: names that lead out of the folder, links, locks, unknown kinds, bombs, media nobody named."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as whole:
            members = _members(whole, limits)
            source = _read(whole, members.pop(TEXT), LONGEST_TEXT).decode("utf-8")
            lesson = read(source)
            if set(members) != set(lesson.media):
                wanted = ", ".join(sorted(lesson.media)) or "—"
                raise Refused(_l("Beside the text lie exactly the media it names: %(names)s", names=wanted), field="file")
            media = [media_file(name, _read(whole, member, _most(limits)), limits) for name, member in sorted(members.items())]
    except Refused as refusal:
        raise Refused(refusal.reason, field="file") from None
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, zlib.error):
        raise Refused(BROKEN, field="file") from None
    return Folder(lesson, media)


def _most(limits: Limits) -> int:
    return max(limits.audio, limits.video) << 20


def _members(whole: zipfile.ZipFile, limits: Limits) -> dict[str, zipfile.ZipInfo]:
    """The files by their names, out of one folder at most; nothing is unpacked yet."""
    found: dict[str, zipfile.ZipInfo] = {}
    folders: set[str] = set()
    files = [member for member in whole.infolist() if not member.is_dir()]
    if not files or len(files) > MOST_FILES or sum(member.file_size for member in files) > 2 * _most(limits):
        raise Refused(NOT_A_LESSON, field="file")
    for member in files:
        folder, _slash, name = member.filename.rpartition("/")
        folders.add(folder)
        is_link = (member.external_attr >> 16) & 0o170000 == 0o120000
        known = name == TEXT or FILE.fullmatch(name)
        if is_link or member.flag_bits & 1 or not known or name in found or len(folders) > 1 or not _is_plain(folder):
            raise Refused(NOT_A_LESSON, field="file")
        found[name] = member
    if TEXT not in found:
        raise Refused(NOT_A_LESSON, field="file")
    return found


def _is_plain(folder: str) -> bool:
    """The zip's own single folder, or none: never a way up or out."""
    return "/" not in folder and "\\" not in folder and ":" not in folder and folder not in (".", "..")


def _read(whole: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """A member, no more of it than may be: what its head claims is not believed."""
    with whole.open(member) as opened:
        content = opened.read(most + 1)
    if len(content) > most:
        raise Refused(_l("%(name)s unpacks to more than a lesson needs.", name=member.filename[:60]), field="file")
    return content
