"""A folder taken out and brought in again is the same; whatever else comes in a zip is sent back unopened."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest
from flask import Flask

from portal.core.errors import Refused
from portal.courses.lesson.media import Limits, media_file
from portal.courses.lesson.packing import packed, unpacked
from tests.courses.sounds import FRAME, VTT, mp3, zipped
from tests.courses.test_reading import WHOLE

LIMITS = Limits(audio=1, video=2)
WITH_SOUND = WHOLE.replace("minutes: 5", "minutes: 5\naudio: a-call.mp3\ncaptions: a-call.vtt")
BESIDE = {"a-call.mp3": mp3(3), "a-call.vtt": VTT}
LINK = 0o120777 << 16


def test_what_is_packed_comes_out_the_same_and_packs_to_the_same_bytes() -> None:
    whole = packed(WITH_SOUND, BESIDE)
    folder = unpacked(whole, LIMITS)
    assert folder.lesson.source == WITH_SOUND
    assert {file.name: file.content for file in folder.media} == BESIDE
    assert packed(folder.lesson.source, {file.name: file.content for file in folder.media}) == whole


def test_a_folder_around_it_does_no_harm() -> None:
    assert unpacked(zipped({"打电话/lesson.md": WHOLE.encode()}), LIMITS).lesson.id == "a-call"


def bomb(size: int) -> bytes:
    return zipped({"lesson.md": WITH_SOUND.encode(), "a-call.mp3": FRAME + b"\x00" * size, "a-call.vtt": VTT})


def lying(content: bytes) -> bytes:
    """The head of each member says that it is small."""
    whole = bytearray(content)
    at = whole.find(b"PK\x01\x02")
    while at >= 0:
        whole[at + 24 : at + 28] = (100).to_bytes(4, "little")
        at = whole.find(b"PK\x01\x02", at + 4)
    return bytes(whole)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04 not a zip at all",
        packed(WHOLE, {})[:-30],
        zipped({"readme.txt": b"x"}),
        zipped({"lesson.md": WHOLE.encode(), "../../evil.mp3": mp3(1)}),
        zipped({"../lesson.md": WHOLE.encode()}),
        zipped({"/etc/lesson.md": WHOLE.encode()}),
        zipped({"..\\lesson.md": WHOLE.encode()}),
        zipped({"C:/lesson.md": WHOLE.encode()}),
        zipped({"a/lesson.md": WHOLE.encode(), "b/x.mp3": mp3(1)}),
        zipped({"lesson.md": b"/etc/passwd"}, lesson_md=LINK),
        zipped({"lesson.md": WHOLE.encode(), "run.exe": b"MZ"}),
        zipped({"lesson.md": WHOLE.encode(), "page.html": b"<script>"}),
        zipped({"lesson.md": WHOLE.encode(), "other.mp3": mp3(1)}),
        zipped({"lesson.md": WITH_SOUND.encode()}),
        zipped({"lesson.md": WITH_SOUND.encode(), "a-call.mp3": b"<html>", "a-call.vtt": VTT}),
        zipped({"lesson.md": WITH_SOUND.encode(), "a-call.mp3": mp3(3), "a-call.vtt": b"<script>"}),
        zipped({"lesson.md": "---\nid: x\n".encode("utf-16")}),
        zipped({"lesson.md": b"not a lesson"}),
        zipped({"lesson.md": WHOLE.encode() + b"a" * 300_000}),
        zipped({f"{number}.mp3": mp3(0.1) for number in range(20)} | {"lesson.md": WHOLE.encode()}),
        bomb(3 << 20),
        bomb(50 << 20),
        lying(bomb(50 << 20)),
    ],
)
def test_whatever_else_is_in_a_zip_is_sent_back(app: Flask, content: bytes) -> None:
    with app.test_request_context(), pytest.raises(Refused) as refused:
        unpacked(content, LIMITS)
    assert refused.value.field == "file"


def test_the_same_name_twice_is_sent_back(app: Flask) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as whole:
        whole.writestr("lesson.md", WHOLE)
        with pytest.warns(UserWarning, match="Duplicate"):
            whole.writestr("lesson.md", WHOLE)
    with app.test_request_context(), pytest.raises(Refused):
        unpacked(target.getvalue(), LIMITS)


def test_a_damaged_zip_never_breaks_the_portal(app: Flask, tmp_path: Path) -> None:
    whole, dice = bytearray(packed(WITH_SOUND, BESIDE)), random.Random(7)  # noqa: S311  repeatable damage, no secret
    with app.test_request_context():
        for _ in range(300):
            damaged = bytearray(whole)
            for _spot in range(dice.randint(1, 6)):
                damaged[dice.randrange(len(damaged))] = dice.randrange(256)
            try:
                unpacked(bytes(damaged), LIMITS)
            except Refused:
                continue
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.mp3", mp3(300), "超过 1 MB"),
        ("a.mp3", b"RIFF....WAVE", "对不上"),
        ("a.svg", b"<svg/>", "mp3"),
        ("a.mp4", b"<html>", "对不上"),
        ("a.vtt", b"\xff\xfe", "WEBVTT"),
        ("a", b"x", "mp3"),
    ],
)
def test_media_are_told_by_their_bytes(app: Flask, name: str, content: bytes, why: str) -> None:
    with app.test_request_context(), pytest.raises(Refused, match=why):
        media_file(name, content, LIMITS)
