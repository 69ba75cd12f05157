"""Structured logs: one JSON line a request with a number to quote, the route's pattern instead of its address, no names."""

from __future__ import annotations

import json
import logging
import secrets
import sys
import time

from flask import Flask, Response, g, request

from portal.core.blueprint import is_traceless

logger = logging.getLogger("portal")
SERVER_ERROR = 500


class JsonLines(logging.Formatter):
    """Formats a record as one JSON object; an exception is named by type and place, never by its values."""

    def format(self, record: logging.LogRecord) -> str:
        line = {"at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S"), "level": record.levelname, "said": record.msg}
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line, ensure_ascii=False)


def _where(record: logging.LogRecord) -> list[str]:
    places = []
    trace = record.exc_info[2] if record.exc_info else None
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('/portal/')[2] or code.co_filename}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-6:]


def install(app: Flask) -> None:
    """Log each request of the application when it ends."""
    _prepare_logger()

    @app.before_request
    def begin() -> None:
        g.request_number = secrets.token_hex(4).upper()
        g.began = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        """Nothing of a page that leaves no moment behind, unless it failed: then nothing of it was kept either."""
        facts = {
            "request": g.get("request_number", ""),
            "method": request.method,
            "route": request.url_rule.rule if request.url_rule else "-",
            "status": response.status_code,
            "ms": round((time.perf_counter() - g.get("began", time.perf_counter())) * 1000, 1),
        }
        if response.status_code >= SERVER_ERROR or not is_traceless():
            logger.info("request", extra={"facts": facts})
        return response


def _prepare_logger() -> None:
    if not logger.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
        logger.propagate = False
