"""What may be kept as a scan or photo, told by its bytes and never by its name; pictures are painted anew without their origin."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import filetype
from flask_babel import lazy_gettext as _l

from portal.core.errors import Refused
from portal.core.sheets.writing import XLSX

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
ENDINGS = {PDF: "pdf", DOCX: "docx", XLSX: "xlsx", "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}

MOST_PIXELS = 36_000_000  # what the cameras of today's phones make by default, with room
LONGEST_SIDE = 3_000  # pixels; an A4 page at 250 dpi
MOST_MEMBERS = 2_000
MOST_UNPACKED = 200 << 20
_MEMBERS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}

UNKNOWN = _l("This kind of file is not kept. Send a PDF, a photo (jpg, png, webp), a Word or an Excel file.")
BROKEN = _l("The file cannot be read; it may be incomplete. Save it again and send it once more.")
TOO_MANY_PIXELS = _l("The picture has too many pixels. Take the photo again at normal size.")
MACROS = _l("The file contains macros. Save it without them (docx or xlsx) and send it again.")
TOO_PACKED = _l("The file unpacks to far more than a document needs. Send it as PDF.")


@dataclass(frozen=True)
class Paper:
    """What is kept: the bytes, and what they are."""

    media_type: str
    content: bytes


def paper_of(content: bytes) -> Paper:
    """The file as it will be kept; Refused when it is none of the kinds, broken, or a bomb. Never runs or unpacks it whole."""
    if not content:
        raise Refused(_l("The file is empty."), field="file")
    if content.startswith(b"PK"):
        return Paper(_office_kind(content), content)
    found = filetype.guess(content[:8192])
    media_type = found.mime if found else ""
    if media_type == PDF:
        return Paper(PDF, _whole_pdf(content))
    if media_type in PICTURES:
        return Paper(media_type, _painted_anew(content, PICTURES[media_type]))
    raise Refused(UNKNOWN, field="file")


def _whole_pdf(content: bytes) -> bytes:
    if b"%%EOF" not in content[-2048:]:
        raise Refused(BROKEN, field="file")
    return content


def _office_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        raise Refused(BROKEN, field="file") from None
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_UNPACKED:
        raise Refused(TOO_PACKED, field="file")
    names = {member.filename.lower() for member in members}
    if any(name.endswith("vbaproject.bin") for name in names):
        raise Refused(MACROS, field="file")
    kinds = [kind for name, kind in _MEMBERS.items() if name in names]
    if len(kinds) != 1 or "[content_types].xml" not in names:
        raise Refused(UNKNOWN, field="file")
    return kinds[0]


def _painted_anew(content: bytes, form: str) -> bytes:
    """The picture upright, at most 3,000 pixels long, without place, camera, or anything hidden behind it."""
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(content), formats=[form]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise Refused(TOO_MANY_PIXELS, field="file")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            plain = upright.convert("RGBA" if form != "JPEG" and upright.mode in ("RGBA", "LA", "P") else "RGB")
    except (OSError, SyntaxError, ValueError, EOFError, Image.DecompressionBombError):
        raise Refused(BROKEN, field="file") from None
    target = io.BytesIO()
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    bare.save(target, form, quality=85)
    return target.getvalue()
