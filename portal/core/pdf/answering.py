"""A paper on its way to the browser."""

from __future__ import annotations

from io import BytesIO

from flask import Response, send_file


def answer(content: bytes, name: str, *, download: bool = True) -> Response:
    """The PDF under its own name, saved by default; kept by no cache."""
    return send_file(BytesIO(content), mimetype="application/pdf", as_attachment=download, download_name=name, max_age=0)
