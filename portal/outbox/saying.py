"""The words that leave the portal: that there is something to read, and where. Never what."""

from __future__ import annotations

from flask import current_app
from flask_babel import ngettext

from portal.school.queries import school_profile, setting


def said(count: int) -> str:
    """As in "青溪镇中心学校：有一条消息等您看"; no name, no child, no subject."""
    profile = school_profile()
    school = profile.name if profile else ""
    return ngettext(
        "%(school)s: a message is waiting for you", "%(school)s: %(num)s messages are waiting for you", count, school=school
    )


def link_to(path: str) -> str:
    """The whole address of a page; empty where nobody said how the portal is reached from outside."""
    base = str(setting("outbox.address") or current_app.config.get("PORTAL_ADDRESS", "")).rstrip("/")
    return base + path if base else ""
