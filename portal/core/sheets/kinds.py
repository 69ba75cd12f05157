"""What a file really is, told by its first bytes and, for a packed one, by its members."""

from __future__ import annotations

import zipfile
from typing import BinaryIO

import filetype

from portal.core.errors import Refused
from portal.core.sheets import limits, refusals

# Many systems export web-service text or a modern workbook under the old name .xls; schools cannot know.
READABLE = {
    ".xlsx": {"xlsx"},
    ".xls": {"xls", "xlsx", "csv"},
    ".et": {"xls", "xlsx"},
    ".csv": {"csv"},
    ".txt": {"csv"},
    ".tsv": {"csv"},
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_WEB = (b"<html", b"<!doctype html", b"<table", b"<meta", b"<style", b"<div", b"<head", b"mime-version:")


def kind_of(stream: BinaryIO) -> str:
    """A key of `refusals.KINDS`; refuses an empty, a too large, an encrypted and a broken file at once."""
    size = stream.seek(0, 2)
    if size == 0:
        raise refusals.empty()
    if size > limits.MAX_FILE:
        raise refusals.too_big(limits.MAX_FILE // limits.MEGABYTE)
    stream.seek(0)
    head = stream.read(4096)
    if head.startswith(b"PK"):
        return _kind_of_zip(stream)
    if head.startswith(_OLE):
        return _kind_of_ole(stream, size)
    return _kind_of_other(head)


def readable_kind(stream: BinaryIO, suffix: str) -> str:
    """xlsx, xls or csv, when the name allows it; a clear refusal otherwise."""
    kind = kind_of(stream)
    allowed = READABLE.get(suffix)
    if allowed is None or kind not in {"xlsx", "xls", "csv"}:
        raise refusals.wrong_kind(kind)
    if kind not in allowed:
        raise refusals.wrong_name(suffix, kind)
    stream.seek(0)
    return kind


def _kind_of_zip(stream: BinaryIO) -> str:
    try:
        with zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as broken:
        raise refusals.damaged() from broken
    if "xl/vbaProject.bin" in names:
        raise refusals.macros()
    if "[Content_Types].xml" in names:
        if any(name.startswith("xl/") and name.endswith(".bin") and "workbook" in name for name in names):
            return "xlsb"
        return "xlsx" if any(name.startswith("xl/") for name in names) else "office"
    return "ods" if "content.xml" in names else "zip"


def _kind_of_ole(stream: BinaryIO, size: int) -> str:
    if size > limits.MAX_XLS:
        raise refusals.too_big(limits.MAX_XLS // limits.MEGABYTE)
    stream.seek(0)
    whole = stream.read()
    if "EncryptedPackage".encode("utf-16-le") in whole:
        raise refusals.encrypted()
    if any(name.encode("utf-16-le") in whole for name in ("Workbook", "Book\0")):
        return "xls"
    return "office"


def _kind_of_other(head: bytes) -> str:
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:256].lower()
    if start.startswith(_WEB) or (start.startswith(b"<?xml") and b"<html" in head.lower()):
        return "html"
    if start.startswith(b"<?xml"):
        return "xml"
    guess = filetype.guess(head)
    if guess is not None:
        return _kind_of_mime(guess.mime)
    if head.startswith(_UTF16) or b"\0" not in head:
        return "csv"
    return "other"


def _kind_of_mime(mime: str) -> str:
    if mime.startswith("image/"):
        return "picture"
    if mime == "application/pdf":
        return "pdf"
    return "zip" if any(word in mime for word in ("zip", "rar", "tar", "7z", "compress")) else "other"


def suffix_of(filename: str) -> str:
    """The ending of a file name in small letters, with its dot: ".xlsx"."""
    dot = filename.rfind(".")
    suffix = filename[dot:].strip().lower() if dot >= 0 else ""
    if len(suffix) > 6:
        raise Refused(refusals.wrong_kind("other").reason)
    return suffix
