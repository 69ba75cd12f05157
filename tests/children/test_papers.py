"""Scans and photos: what is kept and what is refused, sealed at rest, opened only by those who may read the file."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select
from werkzeug.test import TestResponse

from portal.children.models import Attachment, AttachmentWithdrawal
from portal.children.papers import DOCX, LONGEST_SIDE, PDF, paper_of
from portal.core.db import session
from portal.core.errors import Refused
from tests.cast import Cast
from tests.children.school import Sender

A_PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\n" + "金丝雀协议".encode() + b"\ntrailer<<>>\n%%EOF\n"


def _photo(form: str = "JPEG", size: tuple[int, int] = (640, 480), place: bool = True) -> bytes:
    target, exif = io.BytesIO(), Image.Exif()
    if place:
        exif[0x010F] = "GPS-CAMERA-OF-THE-FAMILY"
    Image.new("RGB", size, "green").save(target, form, exif=exif)
    return target.getvalue()


def _packed(**members: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return target.getvalue()


WORD = {"[Content_Types]_xml": b"<Types/>", "word__document_xml": b"<w:document/>"}


def _bomb_png() -> bytes:
    """A picture of 60,000 × 60,000 pixels in a few hundred bytes."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 500)) + chunk(b"IEND", b"")


def test_documents_are_kept_as_they_are() -> None:
    assert paper_of(A_PDF).media_type == PDF
    assert paper_of(_packed(**WORD)).media_type == DOCX


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photos_lose_their_origin_and_too_large_ones_shrink(form: str) -> None:
    kept = paper_of(_photo(form, (LONGEST_SIDE + 500, 300)))
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert picture.format == form
        assert max(picture.size) == LONGEST_SIDE
        assert not picture.getexif()
    assert b"GPS-CAMERA" not in kept.content


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html><script>alert(1)</script></html>",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
        b"MZ" + b"\0" * 200,
        A_PDF[:30],
        _photo()[:200],
        _packed(**WORD)[:80],
        _packed(readme_xml=b"nothing"),
        _packed(**WORD, word__vbaProject_bin=b"macro"),
        _bomb_png(),
        b"GIF89a" + b"\0" * 100,
    ],
    ids=["empty", "html", "svg", "program", "half pdf", "half photo", "half docx", "zip", "macros", "pixel bomb", "gif"],
)
def test_anything_else_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        paper_of(content)
    assert refused.value.field == "file"


def test_a_packed_bomb_is_refused_without_unpacking_it() -> None:
    with pytest.raises(Refused):
        paper_of(_packed(**WORD, word__media_xml=b"\0" * (201 << 20)))


def _send(cast: Cast, content: bytes, *, who: str = "homeroom", name: str = "协议.pdf") -> TestResponse:
    data = {"title": "委托照护协议", "file": (io.BytesIO(content), name)}
    return Sender(cast, who, locale="en").post(f"/children/{cast.child_id()}/papers", data)


def test_a_paper_is_sealed_at_rest_and_comes_back_to_be_saved(cast: Cast) -> None:
    assert _send(cast, A_PDF).status_code == 303
    with cast.reading():
        attachment = session().scalars(select(Attachment)).one()
    folder: Path = cast.app.config["PORTAL"].uploads
    assert (folder / attachment.stored_as).is_file()
    for file in folder.iterdir():
        assert "金丝雀".encode() not in file.read_bytes()
        assert b"%PDF" not in file.read_bytes()
    path = f"/children/{cast.child_id()}/papers/{attachment.id}"
    answer = cast.signed_in("homeroom").get(path)
    assert answer.data == A_PDF
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    statuses = {
        "lead": 200,
        "principal": 200,
        "counselor": 404,
        "dormitory": 404,
        "other_homeroom": 404,
        "parent": 403,
        "administrator": 403,
    }
    assert {who: cast.signed_in(who).get(path).status_code for who in statuses} == statuses


def test_a_file_changed_or_gone_from_the_folder_is_not_handed_out(cast: Cast) -> None:
    _send(cast, A_PDF)
    with cast.reading():
        attachment = session().scalars(select(Attachment)).one()
    path = f"/children/{cast.child_id()}/papers/{attachment.id}"
    (cast.app.config["PORTAL"].uploads / attachment.stored_as).unlink()
    assert cast.signed_in("homeroom").get(path).status_code == 404


def test_a_refused_file_is_told_at_its_field_and_nothing_is_kept(cast: Cast) -> None:
    answer = _send(cast, b"<html></html>", name="photo.jpg")
    assert answer.status_code == 422
    assert 'href="#file"' in answer.text
    with cast.reading():
        assert session().scalars(select(Attachment)).all() == []


def test_a_withdrawn_paper_opens_no_more_and_stays_in_the_file(cast: Cast) -> None:
    _send(cast, A_PDF)
    with cast.reading():
        id_ = session().scalars(select(Attachment.id)).one()
    path = f"/children/{cast.child_id()}/papers/{id_}"
    assert Sender(cast, "homeroom").post(f"{path}/withdrawal", {"reason": "传错了孩子"}).status_code == 303
    assert cast.signed_in("homeroom").get(path).status_code == 404
    with cast.reading():
        assert session().scalars(select(AttachmentWithdrawal.reason)).one() == "传错了孩子"
    assert "委托照护协议" in cast.signed_in("homeroom").get(f"/children/{cast.child_id()}").text
