"""Errors answered in words: what happened, what to do, and a number to quote; never a trace, never a value."""

from __future__ import annotations

from flask import Flask, current_app, g, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from portal.core import queue
from portal.core.errors import Conflict, Forbidden, NotFound, Refused
from portal.core.i18n import CHINESE
from portal.core.logs import logger


def install(app: Flask) -> None:
    """Register an answer for each error of `portal.core.errors`, for HTTP errors, and for the unexpected."""
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(404, _not_found)
    app.register_error_handler(Forbidden, _forbidden)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Conflict, _conflict)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _other)
    app.register_error_handler(Exception, _unexpected)


def _page(template: str, status: int, **context: object) -> ResponseReturnValue:
    return render_template(f"errors/{template}.html", number=g.get("request_number", ""), **context), status


def _not_found(_error: Exception) -> ResponseReturnValue:
    return _page("404", 404)


def _forbidden(error: Forbidden) -> ResponseReturnValue:
    return _page("403", 403, permission=error.permission)


def _refused(error: Refused) -> ResponseReturnValue:
    if queue.queued():
        return jsonify(reason=str(error.reason)), 422
    return _page("refused", 422, reason=error.reason)


def _conflict(error: Conflict) -> ResponseReturnValue:
    if queue.queued():
        return queue.told_apart(error)
    kept = [(name, value) for name in request.form if name not in _OWN for value in request.form.getlist(name)]
    return _page("409", 409, conflict=error, kept=kept, action=request.path)


_OWN = frozenset({"csrf_token", "submission", "version"})


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    kept = [(name, value) for name in request.form if name not in _OWN for value in request.form.getlist(name)]
    return _page("stale_form", 400, kept=kept, action=request.path, version=request.form.get("version"))


def _other(error: HTTPException) -> ResponseReturnValue:
    if error.code in (413, 429):
        return _page(str(error.code), error.code)
    if error.code is not None and error.code < 400:
        return error.get_response()
    return _page("other", error.code or 500, code=error.code or 500)


def _unexpected(error: Exception) -> ResponseReturnValue:
    logger.error("unexpected", exc_info=error, extra={"facts": {"request": g.get("request_number", "")}})
    try:
        return _page("500", 500)
    except Exception:  # the database may be what failed, and the frame asks it
        return _bare_page()


def _bare_page() -> ResponseReturnValue:
    """The same words without the school's name, the viewer or anything else that has to be looked up."""
    with force_locale(CHINESE):
        return current_app.jinja_env.get_template("errors/500.html").render(number=g.get("request_number", "")), 500
