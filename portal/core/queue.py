"""What a browser keeps while there is no signal: the key it locks it with, and how it is answered when it sends at last.

The key belongs to the account, so that what was written survives a session that ran out on the way; it is given only to somebody
signed in, the browser holds it for its tab, and signing out wipes what was kept.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from portal.core.blueprint import database
from portal.core.errors import Conflict

HEADER = "X-Queue"


def install(app: Flask) -> None:
    """Let templates ask for what the queue of the signed-in person needs."""
    app.jinja_env.globals["browser_queue"] = browser_queue


def queued() -> bool:
    """Whether the browser's queue is asking, which reads answers as JSON."""
    return request.headers.get(HEADER) == "1"


def kept(client_id: str, url: str = "") -> ResponseReturnValue:
    """The answer by which the browser drops what it kept."""
    return jsonify(saved=client_id, next=url)


def told_apart(conflict: Conflict) -> ResponseReturnValue:
    """Both versions of what two people wrote, for the browser to show."""
    pairs = [
        {"label": str(one.label), "theirs": str(one.theirs_words or one.theirs), "yours": str(one.yours_words or one.yours)}
        for one in conflict.differences
    ]
    return jsonify(differences=pairs), 409


def browser_queue(idle_seconds: int) -> str:
    """Key, owner and sentences as JSON; nothing for somebody not signed in."""
    if not current_user or not current_user.is_authenticated:
        return ""
    account = str(current_user.viewer.account_id)
    known = {"key": base64.b64encode(_made("key", account)).decode(), "owner": _made("owner", account).hex()[:16]}
    return json.dumps({**known, "idle": idle_seconds * 1000, "words": _words()}, ensure_ascii=False)


def _made(what: str, account: str) -> bytes:
    return hmac.new(database().keys.cookies, f"queue {what} {account}".encode(), hashlib.sha256).digest()


def _words() -> Mapping[str, str]:
    return {
        "unsent": _("{n} kept on this device, not sent yet"),
        "leaving": _("{n} are not sent yet. Signing out deletes them from this device."),
        "signin": _("Open the page again or sign in; what you wrote waits on this device."),
        "both": _("Somebody has saved this already. Both versions:"),
        "theirs": _("Saved meanwhile"),
        "yours": _("What you wrote"),
        "change": _("Something has to be changed before it can be saved."),
        "open": _("Open and change"),
        "keepBoth": _("Keep both"),
        "drop": _("Keep only what is saved"),
        "draft": _("What you had begun is back in the fields."),
    }
